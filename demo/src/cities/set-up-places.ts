import { act, problem, type Visitor } from '../graph/ask.ts'
import type { PlannedObject } from '../plans/city-plan.ts'

const importObjects = `mutation Import($csv: String!) { imported: importObjects(csv: $csv) { __typename ... on TableImported { created updated } ${problem} } }`
const columns = ['code', 'type', 'name', 'name_be', 'name_en', 'address', 'lat', 'lon', 'department', 'territory']

/** The register of QR points as a town would send it: a table out of a spreadsheet. */
export function placesCsv(objects: readonly PlannedObject[]): string {
  const rows = objects.map(({ code, type, name, address, point, department, territory }) => [
    code,
    type,
    name.ru,
    name.be,
    name.en,
    address,
    String(point.lat),
    String(point.lon),
    department,
    territory,
  ])
  return [columns, ...rows].map((cells) => cells.map(quoted).join(';')).join('\r\n')
}

const quoted = (cell: string): string => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Brings the places in by the same CSV import that the city's administrator has. */
export async function setUpPlaces(admin: Visitor, objects: readonly PlannedObject[]): Promise<void> {
  await act(admin, 'import the places', 'TableImported', importObjects, { csv: placesCsv(objects) })
}
