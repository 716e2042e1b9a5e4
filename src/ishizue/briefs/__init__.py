"""Outcomes become a cited brief: data first, then one self-contained HTML file."""

from ishizue.briefs.brief import Brief, compose
from ishizue.briefs.html import drawings, render_html

__all__ = ["Brief", "compose", "drawings", "render_html"]
