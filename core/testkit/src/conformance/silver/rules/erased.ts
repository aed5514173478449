import { randomUUID } from 'node:crypto'
import { erasePerson } from '@vmeste/host/backup'
import { subjectOf } from '@vmeste/host/people'
import { keyOfTestPerson } from '../../../fake-identity.ts'
import { textsIn, type CityDump } from '../bench/dump-city.ts'
import { Findings } from '../bench/findings.ts'
import type { PlantedPerson } from '../furnishing.ts'
import type { SilverBench } from '../silver-bench.ts'
import { plantedRole } from '../silver-identity.ts'
import type { Rule } from '../../rule.ts'

/** Columns that are somebody's by their name. */
export const somebodys =
  /^(person|recipient|uploader|rater|sender|author|staff|actor|actor_name|actor_hash|username|e?mail|phone|contact_\w+|given_name|family_name|passport|\w+_by|(?:given|family|first|last|full|staff|author|user|answered)_name|by|who|ip|address_hash|device)$/

/** `<iss>|<sub>` of anybody, staff too. */
const accountKey = /https?:\/\/[^\s|]+\|\S/

/** Whoever is erased is found nowhere in their city any more; and no event ever told of them. */
export const erased: Rule<SilverBench> = {
  id: 'silver/erased',
  title:
    'what is held about a person is declared, and whoever is erased is found nowhere any more; no event tells of them',
  run: async (bench) => {
    const { plugin, furnishing } = bench
    const { host, home } = await bench.town()
    const findings = new Findings()
    const { city, known } = home
    const person: PlantedPerson = {
      account: { as: `${plantedRole}.${city.slug}` },
      guest: { device: randomUUID() },
      email: `planted-${city.prefix.toLowerCase()}@person.example`,
      phone: '+375297770011',
      words: `ЧЕЛОВЕК-${city.prefix}`,
    }
    await furnishing.plantPerson?.(city, person, known)
    await host.host.events.idle()

    const key = keyOfTestPerson(person.account.as!)
    const sought = [key, person.email, person.phone, person.words]
    const holds = (value: unknown): string | undefined =>
      [...textsIn(value)].flatMap((text) => sought.filter((one) => text.includes(one)))[0]
    const before = await home.dump()
    for (const row of before['core.outbox'] ?? []) {
      const { type, subject, data } = row
      const told = String(type).startsWith(`${plugin.id}.`)
        ? (holds([subject, data]) ?? [...textsIn([subject, data])].find((text) => accountKey.test(text)))
        : undefined
      if (told)
        findings.add(
          `event ${String(type)}`,
          `it says «${told}» of a person`,
          'tell ids and codes: an event may leave the platform, and nobody can take it back',
        )
    }
    undeclared(bench, before, findings)

    await erasePerson(
      host.host,
      subjectOf({ accounts: [key], emails: [person.email], phones: [person.phone] }),
      city.slug,
    )
    for (const [table, rows] of Object.entries(await home.dump())) {
      const row = rows.find((each) => holds(each))
      if (!row) continue
      const column = Object.keys(row).find((name) => holds(row[name]))
      findings.add(
        `table ${table}`,
        `${column} still says «${holds(row)}» of whoever was erased`,
        'declare it in personalData, and let erase take it out: by keys, emails, phones and things of its subject',
      )
    }
    return findings.all()
  },
}

/** A column that is somebody's by its name, and nobody says so. */
function undeclared({ plugin }: SilverBench, dump: CityDump, findings: Findings): void {
  const schema = plugin.storage?.schema
  if (schema === undefined) return
  const declared = new Set(
    (plugin.personalData ?? []).flatMap(({ table, columns }) =>
      columns.map((column) => `${table.includes('.') ? table : `${schema}.${table}`}.${column}`),
    ),
  )
  for (const [table, rows] of Object.entries(dump))
    if (table.startsWith(`${schema}.`))
      for (const column of Object.keys(rows[0] ?? {}))
        if (somebodys.test(column) && !declared.has(`${table}.${column}`))
          findings.add(
            `column ${table}.${column}`,
            'it is somebody’s by its name, and is in no personalData',
            'declare it with its purpose, export, end and term; or call it what it is',
          )
}
