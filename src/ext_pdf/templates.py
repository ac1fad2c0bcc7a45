"""What Jinja has made of the themes' templates is kept for the next build of the same user."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from ext_pdf.cache import place
from ext_pdf.jobs import write_file

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class TemplateCache(BytecodeCache):
    """A cache that is damaged, or cannot be written, is none; Jinja's own would end the build."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; Jinja sees whether it is of this template and of this Python."""
        with suppress(Exception):
            bucket.bytecode_from_string(place(f"templates/{bucket.key}").read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template has become."""
        with suppress(OSError, RuntimeError):
            write_file(place(f"templates/{bucket.key}"), bucket.bytecode_to_string())
