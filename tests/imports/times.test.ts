import { describe, expect, test } from "vitest";
import { dayOfExcelSerial, timeOf, writtenTime } from "@/lib/imports/judging/times";
import { serialOf } from "./samples/workbook";

describe("dates as registers write them", () => {
  test.each([
    ["05/01/2023", "2023-01-05", null],
    ["5/1/2023", "2023-01-05", null],
    ["05-01-2023", "2023-01-05", null],
    ["05.01.2023", "2023-01-05", null],
    ["05/01/23", "2023-01-05", null],
    ["05/01/2023 08:15", "2023-01-05", 495],
    ["05/01/2023 08:15:30", "2023-01-05", 495.5],
    ["05/01/2023 8h15", "2023-01-05", 495],
    ["08:15 05/01/2023", "2023-01-05", 495],
    ["08 : 15 05/01/2023", null, null],
    ["8h15 ngày 05/01/2023", "2023-01-05", 495],
    ["2023-01-05", "2023-01-05", null],
    ["2023-01-05T08:15:00", "2023-01-05", 495],
    ["2023-01-05T01:15:00Z", "2023-01-05", 495],
    ["2023-01-04T23:15:00.000+02:00", "2023-01-05", 255],
    ["20230105081500", "2023-01-05", 495],
    ["20230105", "2023-01-05", null],
    ["44931", "2023-01-05", null],
    ["44931.34375", "2023-01-05", 495],
    ["05/01/2023 00:00", "2023-01-05", null],
    ["29/02/2024", "2024-02-29", null],
    ["29/02/2023", null, null],
    ["32/13/2023", null, null],
    ["01/13/2023", null, null],
    ["05/01/1023", null, null],
    ["05/01/2023 25:00", null, null],
    ["hôm qua", null, null],
    ["12", null, null],
  ])("%s", (text, day, minute) => {
    const read = timeOf(text);
    expect(read && { day: read.day, minute: read.minute }).toEqual(day === null ? null : { day, minute });
  });

  test("an Excel day survives both epochs, and its fraction is the minute that was typed", () => {
    for (const day of ["2023-01-05", "2024-02-29", "2026-12-31"]) {
      for (let minute = 1; minute < 1440; minute += 7) {
        expect(dayOfExcelSerial(serialOf(day, minute))).toEqual({ day, minute });
        expect(dayOfExcelSerial(serialOf(day, minute) - 1462, true)).toEqual({ day, minute });
      }
      expect(dayOfExcelSerial(serialOf(day))).toEqual({ day, minute: null });
    }
    expect(dayOfExcelSerial(12)).toBeNull();
  });

  test("what was read is shown as dd/MM/yyyy", () => {
    const read = timeOf("2023-01-05T08:05:00");
    expect(read && writtenTime(read)).toBe("05/01/2023 08:05");
  });
});
