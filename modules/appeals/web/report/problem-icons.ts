/** Drawings of what can be wrong in a city, on the kit's 24-unit grid and for its stroke. */
const paths: Readonly<Record<string, string>> = {
  swing: 'M4 21 8 3h8l4 18M9.5 3v11M14.5 3v11M8 14h8',
  slide: 'M5 21V4h4v6M5 9h4M5 14h4M9 6c1 7 4 11 11 12v3c-6-.5-9.5-3-11-7',
  sandbox: 'M3 14.5h18V20H3zM7 14.5C8 10 10 7.5 12 7.5s4 2.5 5 7M16 6l3-2.5',
  surface: 'M3 20h18M3 15l4-4 3 2.5L14 8l3 4 4-2M10 13.5 9 17M14 8l1-4',
  bench: 'M4 8h16M4 12h16M6 12v8M18 12v8M6 8V5M18 8V5',
  bin: 'M6 8h12l-1 12.5H7zM4 8h16M9.5 8V4.5h5V8M10 12v4.5M14 12v4.5',
  lamp: 'M6 21V9a4.5 4.5 0 0 1 9-.5M11 8.5h8l1.5 4h-11zM3.5 21h5M13 16l-.5 2M15 16v2.5M17 16l.5 2',
  tree: 'M12 21v-9M12 17l3.5-3.5M12 3c3.600 0 6.5 2.5 6.5 5.700S15.600 14.5 12 14.5s-6.5-2.600-6.5-5.800S8.400 3 12 3z',
  'bus-stop': 'M4 20.5V6M20 20.5V6M2.5 6h19M7.5 15.5h9M9 15.5v5M15 15.5v5M10 10h4',
  bus: 'M5 4.5h14V17H5zM5 11h14M8 17v2.5M16 17v2.5M8.5 14v.1M15.5 14v.1M9 7.5h6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.200l3.400 2',
  snow: 'M12 2.5v19M3.800 7.200l16.400 9.600M20.200 7.200 3.800 16.800M9.5 4 12 6l2.5-2M9.5 20l2.5-2 2.5 2',
  yard: 'M4 20V9l5-4 5 4v11M14 20v-8h6v8M2.5 20h19M8 12h2M8 16h2',
  car: 'M3.5 17v-4.5l2-5.5h13l2 5.5V17zM5 12h14M6 17v2.5M18 17v2.5M7 14.5h1.5M15.5 14.5H17',
  grass: 'M2.5 20.5h19M6 20.5c0-4-1-7-3-9.5M8 20.5C8 14 9 10 11 6.5M13 20.5c0-5 1-8 3.5-11.5M17.5 20.5c0-3 1-5.5 3.5-8',
  hatch:
    'M12 20.5c5 0 8.5-2 8.5-4.700S17 11 12 11s-8.5 2-8.5 4.800 3.5 4.700 8.5 4.700zM8 14.5h8M8 17h8M12 8V3.5m0 4.5L9.5 5.800M12 8l2.5-2.200',
  door: 'M6 21V3h12v18M3 21h18M14.5 12v.1',
  lift: 'M5 3h14v18H5zM12 3v18M8.5 9.5v5m-1.5-1.5 1.5 1.5L10 13M15.5 14.5v-5M14 11l1.5-1.5L17 11',
  glass: 'M4 4h16v16H4zM13 4l-2.5 6 4 2-3.5 4 1 4M4 11h6.5M14.5 12H20',
  broom: 'M20 4l-7.5 7.5M9 9l6 6-3.5 5.5-8-8zM6.5 15.5 9 18',
  drop: 'M12 3s6.5 6.600 6.5 11a6.5 6.5 0 0 1-13 0C5.5 9.600 12 3 12 3zM9 14.5a3 3 0 0 0 2.5 3',
  heat: 'M5 8v12M9.600 8v12M14.300 8v12M19 8v12M3 11h18M3 17h18M8 5c0-1.200 1-1.300 1-2.5M15 5c0-1.200 1-1.300 1-2.5',
  gas: 'M12 3c1 4 6.5 6 6.5 11.5a6.5 6.5 0 0 1-13 0c0-2.600 1.5-4.300 2.600-5.800.5 1.700 1.5 2.600 2.700 2.800C10.300 8.5 11 5 12 3z',
  fence: 'M5 20.5V7.5l2-2.5 2 2.5v13M15 20.5V7.5l2-2.5 2 2.5v13M2.5 10.5h19M2.5 16h19',
  dump: 'M2.5 20h19M4.5 20l3-6.5 3 2 2.5-5 3.5 3.5 3 6M7 8v.1M12 5v.1M17 7.5v.1',
  dog: 'M5 20.5V14L3.5 9l2-3.5L8 8h7l3.5-3 2 4.5-2.5 2v9M8.5 20.5V16h6v4.5M6 9.5v.1',
  road: 'M8 3 3.5 21M16 3l4.5 18M12 4v3M12 10.5v3M12 17v3',
  walk: 'M12.5 6.5a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM8.5 21l2-6.5-1.5-3 2-3.5h2.5l1.5 3 2.5 1M10.5 14.5l3.5 2 1 4.5M6.5 13 8 9.5l3-1.5',
  'traffic-light':
    'M8 2.5h8v19H8zM12 8a1.400 1.400 0 1 0 0-2.800A1.400 1.400 0 0 0 12 8zM12 13.400a1.400 1.400 0 1 0 0-2.800 1.400 1.400 0 0 0 0 2.800zM12 18.800a1.400 1.400 0 1 0 0-2.800 1.400 1.400 0 0 0 0 2.800z',
  sign: 'M12 2.5 20.5 16h-17zM12 16v5.5M12 7.5V11M12 13.300v.1',
  office: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  hands: 'M12 20.5S3.5 15.5 3.5 9.5A4.5 4.5 0 0 1 12 7.300 4.5 4.5 0 0 1 20.5 9.5C20.5 15.5 12 20.5 12 20.5z',
  letter: 'M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7',
  health: 'M9.5 3.5h5v6h6v5h-6v6h-5v-6h-6v-5h6z',
  school: 'M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.5V17c3 2.5 8 2.5 11 0v-5.5M21.5 9.5V15',
  plan: 'M4 4.5h16v15H4zM4 12h8M12 4.5V15M12 19.5v-1.5M16 12h4',
  other: 'M4 5h16v11.5h-9L6.5 20.5v-4H4zM8.5 10.700v.1M12 10.700v.1M15.5 10.700v.1',
}
const sameAs: Readonly<Record<string, string>> = { playground: 'swing', dots: 'other' }

/** Branches of the topic tree, and the leaves that stand by themselves. */
export const topicIcons: Readonly<Record<string, string>> = {
  YARD: 'yard',
  ROAD: 'road',
  LIGHT: 'lamp',
  HOUSE: 'office',
  UTIL: 'drop',
  WASTE: 'bin',
  GREEN: 'tree',
  TRANS: 'bus',
  CITY: 'hands',
  ANIM: 'dog',
  SOC: 'hands',
  HEALTH: 'health',
  EDU: 'school',
  LAND: 'plan',
  POST: 'letter',
  OTHER: 'other',
}

/** The drawing of that name; a plain sign of speech for one nobody has drawn. */
export const problemIcon = (name: string): string => paths[sameAs[name] ?? name] ?? paths.other!
