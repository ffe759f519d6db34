#!/usr/bin/env python3
"""Prints what stands in the first sheet of an XLSX: read_xlsx.py FILE"""
import datetime
import sys
import xml.etree.ElementTree as xml
import zipfile

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for part in book.namelist():
    xml.fromstring(book.read(part))
shared = []
if "xl/sharedStrings.xml" in book.namelist():
    shared = ["".join(item.itertext()) for item in xml.fromstring(book.read("xl/sharedStrings.xml"))]
styles = xml.fromstring(book.read("xl/styles.xml"))
formats = [cell.get("numFmtId") for cell in styles.find("m:cellXfs", NS)]
sheet = xml.fromstring(book.read("xl/worksheets/sheet1.xml"))
print("sheet", xml.fromstring(book.read("xl/workbook.xml")).find("m:sheets/m:sheet", NS).get("name"))
print("created", xml.fromstring(book.read("docProps/core.xml")).find("{http://purl.org/dc/terms/}created").text)
print("formulas", len(sheet.findall(".//m:f", NS)))
pane = sheet.find(".//m:pane", NS)
print("frozen rows", pane.get("ySplit") if pane is not None and pane.get("state") == "frozen" else 0)
auto = sheet.find("m:autoFilter", NS)
print("filter", auto.get("ref") if auto is not None else "none")
for column in sheet.findall("m:cols/m:col", NS):
    print("width", column.get("min"), column.get("width"))
for cell in sheet.iterfind(".//m:c", NS):
    kind, value = cell.get("t", "n"), cell.find("m:v", NS)
    if kind == "inlineStr":
        print(cell.get("r"), "text", "".join(cell.find("m:is", NS).itertext()))
    elif kind == "s":
        print(cell.get("r"), "text", shared[int(value.text)])
    elif value is not None and int(formats[int(cell.get("s", 0))]) != 0:
        print(cell.get("r"), "day", datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value.text)))
    elif value is not None:
        print(cell.get("r"), "number", value.text)
