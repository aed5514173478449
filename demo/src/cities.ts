import type { NewCity } from '@vmeste/host'

/** Two real towns whose people and reports here are invented. */
export const demonstrationCities: readonly NewCity[] = [
  { slug: 'uzda', name: { ru: 'Узда', be: 'Узда', en: 'Uzda' }, numberPrefix: 'УЗ', centre: { lat: 53.4627, lon: 27.2138 }, brand: { colour: '#1d4d3c', onColour: '#ffffff' }, pilot: true, demonstration: true },
  { slug: 'zhodino', name: { ru: 'Жодино', be: 'Жодзіна', en: 'Zhodzina' }, numberPrefix: 'ЖО', centre: { lat: 54.0985, lon: 28.3331 }, brand: { colour: '#1f4f8b', onColour: '#ffffff' }, demonstration: true },
]
