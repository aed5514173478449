import { randomUUID } from 'node:crypto'
import type { Furnished, Furnishing, SilverCity } from '@vmeste/testkit/silver'
import { keyOfParcel, parcelIn, parcelsPlugin } from './parcels-plugin.ts'

/** Whoever finishes things here, and what it was told of. */
const parcels = parcelsPlugin()

const fourStars = { simplicity: 4, information: 4, timeliness: 4, courtesy: 4 }
const rateMutation =
  'mutation ($input: RateInput!) { rate(input: $input) { __typename ... on Problem { code message } } }'
const text = (what: string) => ({ ru: what, be: what, en: what })

const rate = async (
  city: SilverCity,
  object: string,
  comment: string,
  scores = fourStars,
  by = city.as('guest'),
): Promise<void> => {
  await city.ask(rateMutation, { input: { object, scores, comment } }, by)
}
const commentOf = async (city: SilverCity, comment: string): Promise<string> => {
  const { ratingComments } = await city.ask<{ ratingComments: { nodes: { id: string; text: string | null }[] } }>(
    '{ ratingComments(first: 100) { nodes { id text } } }',
    {},
    city.as('operator'),
  )
  return ratingComments.nodes.find((node) => node.text === comment)!.id
}
/** A comment that waits for somebody to read it. */
async function freshComment(city: SilverCity): Promise<string> {
  const comment = `Слово ${randomUUID()}`
  await rate(city, 'HOUS', comment)
  return commentOf(city, comment)
}

/** A rated service of the city's own with words about it, read and answered; an invitation to rate a parcel. */
async function furnish(city: SilverCity): Promise<Furnished> {
  const { prefix, mark } = city
  const code = `${prefix}-0047`
  const parcel = parcelIn(city.slug, `P-${prefix}`)
  await city.ask(
    'mutation ($input: RatedObjectInput!) { saveRatedObject(input: $input) { __typename ... on Problem { code message } } }',
    { input: { code, parent: 'HOUS', title: text(`Услуга ${mark}`) } },
    city.as('city-admin'),
  )
  await rate(city, code, `Долго ${mark}`, { simplicity: 2, information: 1, timeliness: 2, courtesy: 2 })
  await rate(city, 'HOUS', `Быстро ${mark}`)
  const comment = await commentOf(city, `Долго ${mark}`)
  for (const [verb, role] of [
    ['showComment(id: $id)', 'operator'],
    [`answerComment(id: $id, text: "Исправимся ${mark}")`, 'executor'],
  ] as const)
    await city.ask(
      `mutation ($id: ID!) { ${verb} { __typename ... on Problem { code message } } }`,
      { id: comment },
      city.as(role),
    )
  await city.ask('mutation ($id: ID!) { handParcel(id: $id) { id } }', { id: parcel })
  await city.host.host.events.idle()
  // the last one: another town of the same process may have had a parcel of this name
  const invitation = [...parcels.told.values()].findLast(({ id, href }) => id === parcel && href.includes('/r/'))!
  const key = invitation.href.slice(invitation.href.indexOf('/r/') + '/r/'.length)
  const { ratingComments } = await city.ask<{ ratingComments: { endCursor: string } }>(
    '{ ratingComments(first: 1) { endCursor } }',
    {},
    city.as('operator'),
  )
  return {
    keys: [key],
    cursors: [ratingComments.endCursor],
    values: {
      code: [code, 'HOUS'],
      object: [code, 'HOUS'],
      'saveRatedObject.code': [`${prefix}-OTHER`],
      parent: ['HOUS'],
      token: [key],
      subject: [`parcels:Parcel:${parcel}`],
      access: [keyOfParcel(parcel)],
      'RateInput.token': [],
      'RateInput.subject': [],
      'RateInput.access': [],
      'id:ID': [comment],
    },
  }
}

/** Units to rate are the city's departments; each gets words. */
async function grow(city: SilverCity, _known: Furnished, count: number): Promise<void> {
  const admin = city.as('city-admin')
  const { organisations } = await city.ask<{ organisations: { id: string }[] }>('{ organisations { id } }', {}, admin)
  for (let n = 1; n <= count; n++) {
    const code = `MANY${n}`
    await city.ask(
      'mutation ($input: DepartmentInput!) { saveDepartment(input: $input) { __typename ... on Problem { code message } } }',
      { input: { code, organisation: organisations[0]!.id, name: text(code) } },
      admin,
    )
    await rate(city, code, `Слово ${n}`)
  }
}

const onComment = (by: string, more: Record<string, unknown> = {}) => ({
  by,
  variables: async (city: SilverCity) => ({ id: await freshComment(city), ...more }),
})

/** Words of a guest and of a resident about a service, and of whoever had something done, by its page and by a link. */
async function plant(city: SilverCity, words: string): Promise<Furnished> {
  const code = `${city.prefix}-0047`
  await rate(city, code, words)
  await rate(city, 'HOUS', words, fourStars, city.as('citizen'))
  const [byPage, byLink] = [parcelIn(city.slug, `Q-${city.prefix}`), parcelIn(city.slug, `R-${city.prefix}`)]
  for (const id of [byPage, byLink]) await city.ask('mutation ($id: ID!) { handParcel(id: $id) { id } }', { id })
  await city.host.host.events.idle()
  const subject = `parcels:Parcel:${byPage}`
  const give = (input: Record<string, unknown>) =>
    city.ask(rateMutation, { input: { scores: fourStars, comment: words, ...input } }, city.as('guest'))
  await give({ subject, access: keyOfParcel(byPage) })
  const { href } = [...parcels.told.values()].findLast(({ id, href: to }) => id === byLink && to.includes('/r/'))!
  const token = href.slice(href.indexOf('/r/') + '/r/'.length)
  await give({ token })
  await city.host.host.events.idle()
  return {
    // the link may have been passed on; the key of the page is its owner's
    keys: [token],
    values: { code: [code, 'HOUS', 'POST'], object: [code, 'HOUS'], token: [token], subject: [subject], access: [] },
  }
}

/** Staff show all of it, hide one with its reason, and say the same in an answer. */
async function show(city: SilverCity, words: string): Promise<undefined> {
  const { ratingComments } = await city.ask<{ ratingComments: { nodes: { id: string; text: string | null }[] } }>(
    '{ ratingComments(queue: TO_READ, object: "HOUS", first: 100) { nodes { id text } } }',
    {},
    city.as('operator'),
  )
  const mine = ratingComments.nodes.filter(({ text: typed }) => typed === words)
  for (const [at, { id }] of mine.entries())
    for (const call of [
      at === 0 ? 'hideComment(id: $id, reason: $words)' : 'showComment(id: $id)',
      'answerComment(id: $id, text: $words)',
    ])
      await city.ask(
        `mutation ($id: ID!${call.includes('$words') ? ', $words: String!' : ''}) { ${call} { __typename ... on Problem { code message } } }`,
        { id, ...(call.includes('$words') ? { words } : {}) },
        city.as('operator'),
      )
}

export const furnishing: Furnishing = {
  plant,
  show,
  companions: [parcels.plugin],
  furnish,
  wordless: ['ratedImports'],
  grow,
  plantPerson: (city, { account, words }) => rate(city, 'HOUS', words, fourStars, account),
  runs: {
    rate: { by: 'guest', variables: () => ({ input: { object: 'HOUS', scores: fourStars } }) },
    answerComment: onComment('executor', { text: 'Спасибо' }),
    showComment: onComment('operator'),
    hideComment: onComment('operator', { reason: 'Чужое имя' }),
    saveRatedObject: {
      by: 'city-admin',
      variables: () => ({ input: { code: 'DELIVERY', parent: 'HOUS', title: text('Доставка') } }),
    },
    importRatedObjects: { by: 'city-admin', variables: () => ({ csv: 'code;title;parent\nCOURIER;Курьер;HOUS' }) },
    undoRatedImport: {
      by: 'city-admin',
      variables: async (city) => {
        const { done } = await city.ask<{ done: { id: string } }>(
          'mutation ($csv: String!) { done: importRatedObjects(csv: $csv) { ... on TableImported { id } } }',
          { csv: 'code;title;parent\nPARCEL-BOX;Ящик;HOUS' },
          city.as('city-admin'),
        )
        return { id: done.id }
      },
    },
  },
}
