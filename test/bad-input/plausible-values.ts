/** What an argument of that name would take, in a furnished city. */
export const plausibleValues = new Map<string, unknown>(
  Object.entries({
    object: 'UZ-0047',
    code: 'UZ-0050',
    type: 'BUS_STOP',
    topic: 'YARD.PLAY',
    department: 'HOUS',
    territory: 'UZNORTH',
    icon: 'pin',
    lat: 53.46,
    lon: 27.21,
    email: 'a@b.example',
    phone: '+375291112233',
    csv: 'code;type;name;address\nUZ-0060;BUS_STOP;Имя;Адрес',
    parent: 'YARD',
    from: '08:00',
    date: '2026-05-01',
    fix: '5wd',
    makeSafe: '24h',
    callFirst: '104',
  }),
)
