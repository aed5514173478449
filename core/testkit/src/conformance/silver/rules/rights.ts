import { existsSync, readFileSync } from 'node:fs'
import { guardOf } from '@vmeste/host'
import { rootFields } from '../../rules/guarded.ts'
import { changedTables } from '../bench/dump-city.ts'
import { Findings } from '../bench/findings.ts'
import { callsOf, letsIn, type Call } from '../bench/let-in.ts'
import { readRights, rightsColumns, type Rights } from '../rights-table.ts'
import { rightsFile, type SilverBench, type SilverTown } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

const fix = 'mend test/rights.md, or what the field says of who may call it and whom permissions give the right to'

export const rights: Rule<SilverBench> = {
  id: 'silver/rights',
  title:
    'each field lets in exactly whom test/rights.md says, staff of another city as residents, and nobody who lacks its permission',
  run: async (bench) => {
    const file = rightsFile(bench.folder)
    const { rights: table, faults } = readRights(existsSync(file) ? readFileSync(file, 'utf8') : '')
    const findings = new Findings()
    const named = new Set(rootFields(bench.plugin).map(({ name }) => name))
    for (const name of named)
      if (!table.has(name)) findings.add(name, 'test/rights.md has no line for it', 'add its line: who is let in')
    for (const name of table.keys())
      if (!named.has(name)) findings.add(name, 'test/rights.md has a line for it, and there is no such field', fix)
    const town = await bench.town()
    const calls = callsOf(town.schema).filter(({ name }) => named.has(name))
    await asTheTableSays(town, calls, table, findings)
    await withoutPermission(bench, town, calls, findings)
    return [...faults, ...findings.all()]
  },
}

async function asTheTableSays(town: SilverTown, calls: readonly Call[], table: Rights, findings: Findings) {
  const { host, home, away } = town
  const everywhere = new Set(['guest', 'citizen', 'platform-admin'])
  const tries = rightsColumns.flatMap((role) => [
    ...calls.map((call) => ({ call, role, column: role, city: home.city.slug })),
    // what somebody is in one city is nothing in another
    ...calls.map((call) => ({ call, role, column: everywhere.has(role) ? role : 'citizen', city: away.city.slug })),
  ])
  await findings.walk(tries, async ({ call, role, column, city }, add) => {
    const wanted = table.get(call.name)?.has(column) ?? false
    const found = await letsIn(host, city, call, home.city.as(role).as)
    if (found !== wanted)
      add(
        call.name,
        `${role}${city === home.city.slug ? '' : ' of another city'} is ${found ? 'let in' : 'kept out'}`,
        fix,
      )
  })
}

/** Whoever has every right of the module but the one that is asked for is kept out, and nothing comes of the call. */
async function withoutPermission(bench: SilverBench, town: SilverTown, calls: readonly Call[], findings: Findings) {
  const { plugin } = bench
  const { host, home } = town
  const all = Object.keys(plugin.permissions ?? {})
  const guards = new Map(
    rootFields(plugin).map(({ root, field, name }) => [name, guardOf(plugin, root, field)] as const),
  )
  const kept = calls.filter(({ name }) => guards.get(name)?.kind === 'allow')
  const roleOf = new Map<string, string>()
  for (const [at, permission] of all.entries()) {
    const code = `without-${at}`
    await addRole(
      town,
      code,
      all.filter((one) => one !== permission),
    )
    roleOf.set(permission, code)
  }
  // what making the roles has told is on its way still, and would count as a change
  await host.host.events.idle()
  const before = await home.dump()
  for (const call of kept) {
    const guard = guards.get(call.name)!
    const role = guard.kind === 'allow' ? roleOf.get(guard.permission)! : ''
    if (await letsIn(host, home.city.slug, call, `${role}.${home.city.slug}`))
      findings.add(call.name, 'whoever lacks its permission is let in', 'ask for the permission by @allow in the SDL')
  }
  for (const { method, path, permission } of plugin.routes ?? []) {
    const start = `/m/${plugin.id}${path.split(':')[0]!}`
    for (const address of home.known.routes?.filter((one) => one.includes(start)) ?? []) {
      if (permission === undefined) continue
      const { status } = await host.fetch(address, {
        method,
        headers: { authorization: `Bearer ${roleOf.get(permission)}.${home.city.slug}` },
      })
      if (status < 400)
        findings.add(`${method} ${path}`, 'whoever lacks its permission is let in', 'keep the route by its permission')
    }
  }
  await host.host.events.idle()
  const changed = changedTables(before, await home.dump())
  if (changed.length > 0)
    findings.add(`table ${changed[0]}`, `refused calls have changed ${changed.join(', ')}`, 'do nothing before a right')
}

async function addRole({ home }: SilverTown, code: string, grant: readonly string[]): Promise<void> {
  const { city } = home
  const admin = city.as('city-admin')
  const title = { ru: code, be: code, en: code }
  await city.ask(
    'mutation ($input: AddRoleInput!) { addRole(input: $input) { __typename ... on Problem { code message } } }',
    { input: { code, title } },
    admin,
  )
  if (grant.length === 0) return
  const { cityRoles } = await city.ask<{ cityRoles: { version: string }[] }>(
    'query ($code: ID) { cityRoles(code: $code) { version } }',
    { code },
    admin,
  )
  await city.ask(
    'mutation ($code: ID!, $grant: [ID!]!, $expected: String!) { changeRole(role: $code, grant: $grant, expected: $expected) { __typename ... on Problem { code message } } }',
    { code, grant, expected: cityRoles[0]!.version },
    admin,
  )
}
