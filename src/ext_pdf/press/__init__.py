"""The PDF for the press: inks, boxes, marks, the cover, the job ticket.

`builder` reads the settings (`settings`) and writes a job as the ``pdf`` builder does; `render`
lays it out and hands the pages to `make`, which separates their colours (`convert`, `streams`,
`inks`), sets the boxes and draws the marks (`marks`). `ticket` tells the print shop what it gets.
"""
