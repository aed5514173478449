/** What an argument of that name would take, in a furnished city. */
export const plausibleValues = new Map<string, unknown>(
  Object.entries({
    code: 'UZ-0050',
    topic: 'YARD.PLAY',
    department: 'HOUS',
    territory: 'UZNORTH',
    icon: 'pin',
    lat: 53.46,
    lon: 27.21,
    email: 'a@b.example',
    phone: '+375291112233',
    parent: 'YARD',
    from: '08:00',
    date: '2026-05-01',
    fix: '5wd',
    makeSafe: '24h',
    callFirst: '104',
  }),
)
