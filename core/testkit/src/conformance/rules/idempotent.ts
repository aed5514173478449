import { uuidv7, type CloudEvent, type Subscription } from '@vmeste/sdk'
import { benchCities } from '../bench/open-bench-host.ts'
import { differences, dumpTables, type Dump } from '../bench/dump-tables.ts'
import { sampleCity, sampleEvent, type SampleCity } from '../bench/sample-event.ts'
import { within } from '../bench/within.ts'
import { findingOf } from '../finding-of.ts'
import type { Finding, Rule } from '../rule.ts'
import type { Workbench } from '../workbench.ts'

/**
 * The platform's receipt, written with what a handler writes, keeps a delivery from counting twice as long as both live
 * in one database. It does not help what happens outside the transaction, nor a module that is served from elsewhere,
 * nor a city restored from a copy. So the rule passes the receipt by: a handler that has run and been rolled back, has
 * run, and has run again for the very same event, has done what running once does.
 */
export const idempotent: Rule = {
  id: 'bronze/idempotent',
  title: 'each handler may be given the same event again, and nothing comes of it: no row, no event, no letter',
  run: async (bench) => {
    const findings: Finding[] = []
    for (const subscription of bench.plugin.subscribes ?? []) {
      const culprit = `handler "${subscription.name}"`
      findings.push(
        ...(await tried(bench, subscription, culprit).catch((error: unknown) => [
          findingOf(error, bench.plugin, culprit),
        ])),
      )
    }
    return findings
  },
}

async function tried(bench: Workbench, subscription: Subscription, culprit: string): Promise<Finding[]> {
  const host = await bench.host()
  const type = subscription.each ? providedType(bench, subscription.each) : subscription.type
  const schemas = ['civic', ...[bench.plugin, ...bench.companions].flatMap(({ storage }) => storage?.schema ?? [])]
  const settled = async (city: SampleCity): Promise<Dump> => {
    await host.host.events.idle()
    return dumpTables(host.databaseUrl, city.ctx.city.id, schemas)
  }
  const id = uuidv7()
  const prepared = async (slug: string) => {
    const city = sampleCity(host, slug, bench.plugin)
    const { subject, data } = await sampleEvent(subscription, type, bench.samples[subscription.name], city)
    const checked = await subscription.schema.safeParseAsync(data)
    const event = {
      specversion: '1.0',
      id,
      type,
      source: `/c/${slug}`,
      subject,
      time: host.clock.now().toISOString(),
      datacontenttype: 'application/json',
      data: checked.data,
    } as const
    return {
      city,
      fits: checked.success,
      before: await settled(city),
      run: (outcome: 'kept' | 'rolled back') => deliver(city, subscription, event, outcome),
    }
  }

  const once = await prepared(benchCities.once),
    often = await prepared(benchCities.often)
  if (!once.fits || !often.fits)
    return [
      {
        culprit,
        message: `no "${type}" could be made up that it takes`,
        fix: `give conformance() one: samples: { '${subscription.name}': async (city) => ({ subject, data }) }`,
      },
    ]
  await once.run('kept')
  const single = differences(once.before, await settled(once.city))
  if (single.length === 0)
    return [
      {
        culprit,
        message: `it left no trace of a made-up "${type}", so nothing is known of a second one`,
        fix: `give conformance() an event at which it has something to do: samples: { '${subscription.name}': async (city) => ({ subject, data }) }`,
      },
    ]

  await often.run('rolled back')
  await often.run('kept')
  const first = await settled(often.city)
  await often.run('kept')
  const second = differences(first, await settled(often.city))
  const rows = new Map(single.map(({ table, before, after }) => [table, after - before]))
  const early = differences(often.before, first).filter(
    ({ table, before, after }) => after - before !== (rows.get(table) ?? 0),
  )
  return [
    ...early.map(({ table, before, after }) => ({
      culprit,
      message: `rolled back and run again, it leaves ${after - before} rows in ${table}; run once, ${rows.get(table) ?? 0}`,
      fix: 'write through the tx it is given; what happens outside of it is done under the event’s id, so that a second time finds the first',
    })),
    ...second.map(({ table, before, after, row }) => ({
      culprit,
      message: `given the same event again, it changes ${table} (${before} rows, then ${after}): ${row}`,
      fix: 'key what it writes by the event’s id (insert … on conflict do nothing), and return when it is there already; set values instead of counting up',
    })),
  ]
}

/** What the first companion that provides the capability calls the event; a made-up name where there is none. */
function providedType(
  { companions, others }: Workbench,
  { capability, event }: NonNullable<Subscription['each']>,
): string {
  const provided = [...companions, ...others.map((other) => other.plugin)].flatMap(({ provides = [] }) => provides)
  return (
    provided.find((each) => each.name === capability && each.events?.[event] !== undefined)?.events?.[event] ??
    `conformance.sample.${event}@1`
  )
}

class RolledBack extends Error {}

async function deliver(
  { ctx }: SampleCity,
  subscription: Subscription,
  event: CloudEvent<unknown>,
  outcome: 'kept' | 'rolled back',
): Promise<void> {
  try {
    await ctx.db.transaction(async (tx) => {
      await within(subscription.handle(ctx, event, tx))
      if (outcome === 'rolled back') throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
}
