#!/bin/sh
# Usage: requirements.sh PIP-COMPILE. Each lock keeps to the one before it.
set -eu
compile() {
    "$compiler" --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
        --allow-unsafe --strip-extras --no-header pyproject.toml "$@"
}
compiler=$1
compile --extra install --output-file requirements.lock
compile --extra install --extra dev --constraint requirements.lock \
    --output-file requirements-dev.lock
compile --extra install --extra dev --extra bench --constraint requirements-dev.lock \
    --output-file requirements-bench.lock
