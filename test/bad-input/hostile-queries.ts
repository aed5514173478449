const nested = (times: number, open: string, close: string): string => open.repeat(times) + close.repeat(times)

/** Queries that would cost too much, or ask for what must not be told: their name and their text. */
export const hostileQueries: readonly [name: string, query: string][] = [
  ['deep', `{ ${nested(30, 'reports { nodes { placeHistory {', '} } }').replace('{}', '{ id }')} }`],
  ['wide', `{ ${Array.from({ length: 300 }, (_, at) => `a${at}: city { slug }`).join(' ')} }`],
  ['full of aliases', `{ city { ${Array.from({ length: 100 }, (_, at) => `a${at}: slug`).join(' ')} } }`],
  ['of endless words', `{ ${'city { slug } '.repeat(5000)} }`],
  ['of one endless word', `{ ${'a'.repeat(900_000)} }`],
  ['with fragments in a circle', 'fragment A on City { ...B } fragment B on City { ...A } { city { ...A } }'],
  [
    'with fragments that double',
    `${Array.from({ length: 25 }, (_, at) => `fragment F${at} on City { ${at === 24 ? 'slug' : `...F${at + 1} ...F${at + 1}`} }`).join(' ')} { city { ...F0 } }`,
  ],
  ['with a great many directives', `{ city ${'@include(if: true) '.repeat(900)} { slug } }`],
  [
    'expensive',
    '{ reports(first: 100) { nodes { placeHistory { placeHistory { placeHistory { id } } personHistory { personHistory { id history { id } } } history { id at kind text } } } } }'.replaceAll(
      'nodes {',
      'nodes { history { id } actions { name } photosBefore { id } photosAfter { id } topic { code title } placeHistory { id number status topic { code } place { address } history { id at kind from to who text note public rating } photosBefore { id url thumbUrl width height } photosAfter { id url thumbUrl width height } actions { name title primary } dueSteps { of at rule text } placeHistory { id history { id at kind from to who text note public rating } photosBefore { id url } photosAfter { id url } dueSteps { of at rule text } } personHistory { id history { id at kind from to who text note public rating } photosBefore { id url } photosAfter { id url } dueSteps { of at rule text } } }',
    ),
  ],
  ['of nothing but a comment', '# nothing'],
  ['that asks for what is not there', '{ nothingOfTheKind }'],
  ['that spells it nearly right', '{ repots { nodes { id } } }'],
  ['with a zero character in it', 'query { place(code: "a\\u0000b") { code } }'],
]
