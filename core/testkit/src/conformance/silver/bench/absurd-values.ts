import { endless, inertTexts } from './hostile-values.ts'

/** What an argument of a query may be given by somebody who means no good, by its name. */
export const absurdValues: Record<string, unknown[]> = {
  first: [-1, 0, 101, 2_147_483_647, 2_147_483_648, 1.5, 'x'],
  radius: [-5, 1e9],
  days: [0, -1, 100_000],
  years: [[-1], [0], [99_999], Array.from({ length: 50 }, (_, at) => 2000 + at)],
  after: [
    '',
    '!!!',
    'MTIzfng',
    Buffer.from('infinity~x').toString('base64url'),
    Buffer.from('999999999999999~00000000-0000-7000-8000-000000000000').toString('base64url'),
    endless,
  ],
  before: ['x', '0000-00-00T00:00:00Z', '275760-09-13T00:00:00.000Z', '9999-99-99T99:99:99Z'],
  point: [
    { lat: 91, lon: 0 },
    { lat: 0, lon: -999 },
    { lat: 1e308, lon: 1e308 },
    { lat: null, lon: 1 },
  ],
  token: ['', 'x', 'A'.repeat(32), endless],
  access: ['', endless],
  subject: ['', '::', 'nobody:Parcel:1', '__proto__:Report:x', endless, ...inertTexts],
  secret: ['', 'x', 'A'.repeat(32), endless, ...inertTexts],
  code: ['', 'NOPE-1', endless, ...inertTexts],
  search: [...inertTexts, '%', '_', '\\', endless],
  from: ['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'],
  term: ['999999999d', '-1d', '0d', '5', endless],
  profile: ['__proto__', 'constructor'],
  department: ['__proto__', 'x'],
  topic: ['__proto__', endless],
  territory: [endless],
  object: [endless],
  id: ['__proto__', 'x', '1', endless],
  filter: [
    { search: endless },
    { topic: '__proto__' },
    { dueBefore: '0001-01-01T00:00:00Z' },
    { department: Array.from({ length: 5000 }, String) },
  ],
}
