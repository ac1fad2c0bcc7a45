"""The command line: build a publication, keep its translations up to date, look after the machine.

`__main__` holds the commands, one module each: `build`, `extract`, `update`, `status`, `doctor`.
Below them: `project` (where everything is), `pipeline` (which Sphinx runs, in which order),
`worker` (one Sphinx run in a process of its own), `site` (what is published, and the swap),
`catalogs` (translators' files as files), `machine` (what pip cannot bring) and `console`
(what is said, in English and Arabic). Nobody imports this package.
"""
