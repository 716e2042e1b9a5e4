#!/bin/sh
# Usage: wheel.sh PYTHON. Builds the wheel, installs it into an empty environment
# outside the checkout, and runs the demo as a user who cannot write to it.
set -eu
python=$1
checkout=$(pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
"$python" -m hatchling build -t wheel -d "$work/dist" >/dev/null
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --disable-pip-version-check install --quiet \
    --require-hashes -r "$checkout/requirements.lock"
"$work/venv/bin/python" -m pip --disable-pip-version-check install --quiet \
    --no-deps --no-index "$work"/dist/*.whl
chmod -R a-w "$work/venv"
run=""
if [ "$(id -u)" = 0 ]; then
    # Root may write anywhere; without these capabilities it keeps to permissions.
    gone="-dac_override,-dac_read_search,-fowner"
    run="setpriv --bounding-set=$gone --inh-caps=$gone"
fi
if $run touch "$work/venv/lib/written" 2>/dev/null; then
    echo "the environment can be written to: nothing would be shown" >&2
    exit 1
fi
mkdir "$work/home"
cd "$work/home"
$run env HOME="$work/home" LANG=ja_JP.UTF-8 PATH=/usr/bin:/bin \
    "$work/venv/bin/ishizue" demo --out out
test -s out/brief.html
echo "wheel: the demo runs from an environment that cannot be written to"
