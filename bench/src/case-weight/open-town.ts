import pino from 'pino'
import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import ratings from '@vmeste/ratings'

export interface Town {
  readonly host: Host
  readonly url: string
  /** Bearers of whoever works there. */
  readonly executors: readonly string[]
  ask<Data>(query: string, variables: Record<string, unknown>, as: { bearer?: string; device?: string }): Promise<Data>
}

/** A town with one service and a plate, on the host that a city runs. */
export async function openTown(databaseUrl: string, folder: string): Promise<Town> {
  const host = await createHost({
    databaseUrl,
    secret: 'a secret for the bench only, thirty-two bytes and more',
    origin: 'http://localhost',
    dataFolder: folder,
    civic: civicPlugin(),
    modules: [appeals, ratings],
    units: [identityUnit],
    identity: embeddedIdentity({ mail: async () => undefined, demonstrationAccounts: [] }),
    logger: pino({ level: 'error' }),
  })
  await host.createCity(
    {
      slug: 'bench',
      name: { ru: 'Мера', be: 'Мера', en: 'Bench' },
      numberPrefix: 'МЕ',
      centre: { lat: 53.9, lon: 27.5 },
    },
    ['appeals', 'ratings'],
  )
  const url = `http://127.0.0.1:${await host.listen(0)}`
  const ask: Town['ask'] = async (query, variables, { bearer, device }) => {
    const reply = await fetch(`${url}/c/bench/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      headers: {
        'content-type': 'application/json',
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(device ? { 'x-device': device } : {}),
        'x-forwarded-for': address(),
      },
    })
    const text = await reply.text()
    if (text.includes('"errors"') || /"code":"[A-Z_]+"/.test(text)) throw new Error(text.slice(0, 500))
    return (JSON.parse(text) as { data: never }).data
  }
  const admin = await accountOf(host, 'city-admin')
  const executors: { key: string; token: string }[] = []
  // the uploads of one person are counted
  for (let i = 0; i < 4; i++) executors.push(await accountOf(host, 'executor', i))
  const {
    saved: { id: organisation },
  } = await ask<{ saved: { id: string } }>(
    save('Organisation', 'id'),
    { input: { code: 'RIK', kind: 'EXECUTIVE_COMMITTEE', name: name('Исполком') } },
    { bearer: admin.token },
  )
  const {
    saved: { id: department },
  } = await ask<{ saved: { id: string } }>(
    save('Department', 'id'),
    { input: { code: 'HOUS', name: name('ЖКХ'), organisation } },
    { bearer: admin.token },
  )
  for (const { key } of executors)
    await ask(
      save('StaffMember', 'person'),
      { input: { person: key, name: 'П. Мастер', position: 'мастер', departments: [department] } },
      { bearer: admin.token },
    )
  const plates =
    'code;type;name;name_be;name_en;address;lat;lon;department\nUZ-0047;PLAYGROUND;Площадка;Пляцоўка;Playground;ул. Советская, 12;53,9;27,5;HOUS'
  await ask(
    'mutation ($csv: String!) { importObjects(csv: $csv) { __typename ... on TableImported { created } } }',
    { csv: plates },
    { bearer: admin.token },
  )
  return { host, url, executors: executors.map(({ token }) => token), ask }
}

const name = (ru: string) => ({ ru, be: ru, en: ru })
const save = (type: string, field: string): string =>
  `mutation ($input: ${type}Input!) { saved: save${type}(input: $input) { __typename ... on ${type} { ${field} } } }`

async function accountOf(host: Host, role: string, at = 0): Promise<{ key: string; token: string }> {
  const username = `${role}${at}.bench`
  const { key } = await host.identity!.users.create({
    username,
    givenName: 'Bench',
    password: 'a bench password',
    demonstration: true,
    realmRoles: ['citizen'],
    cityRoles: [{ city: 'bench', role }],
  })
  return { key, token: await host.identity!.issueToken!(username) }
}

/** Everybody behind an address of their own, or the limits would do their work. */
export const address = (): string =>
  `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`
