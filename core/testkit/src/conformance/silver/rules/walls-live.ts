import { setTimeout as sleep } from 'node:timers/promises'
import { walkSubscriptions, type ArgumentValues } from '../../../walk-graph.ts'
import { Findings } from '../bench/findings.ts'
import { openStream } from '../bench/live-stream.ts'
import { byValue } from '../bench/questions.ts'
import { schemaIn, type SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

export const wallsLive: Rule<SilverBench> = {
  id: 'silver/walls-live',
  title: 'what happens in a city wakes its own live fields and none of another’s',
  run: async (bench) => {
    const { host, own, home, away, foreign, roles } = await bench.town()
    const { slug } = away.city
    const firstOfEach = (...of: Parameters<ArgumentValues>) => byValue(away.known)(...of).slice(0, 1)
    const steps = [...walkSubscriptions(schemaIn(host, slug), firstOfEach)].filter(({ field }) => own.has(field))
    const findings = new Findings()
    if (steps.length === 0) return []
    if (bench.furnishing.stir === undefined)
      return [
        {
          culprit: `Subscription.${steps[0]!.field}`,
          message: 'the furnishing makes nothing happen for it to tell of',
          fix: 'write stir() in test/furnish.ts',
        },
      ]
    const watching = await Promise.all(
      steps.map(async (step) => ({
        step,
        stream: await openStream(host, slug, step.query, step.variables, away.city.as('all')),
      })),
    )
    const listening = await Promise.all(
      steps.flatMap((step) =>
        roles.flatMap((role) =>
          [home.city.slug, slug]
            // a line that is open to everybody may be heard by everybody in its own city
            .filter((city) => city !== slug || !['guest', 'citizen'].includes(role))
            .map(async (city) => ({
              step,
              role,
              city,
              stream: await openStream(host, city, step.query, step.variables, home.city.as(role)),
            })),
        ),
      ),
    )
    const stranger = await Promise.all(
      steps.map(async (step) => openStream(host, slug, step.query, step.variables, { as: 'stranger' })),
    )
    await sleep(200)
    await bench.furnishing.stir(away.city, away.known)
    await host.host.events.idle()
    const woken = (text: string, field: string): boolean => text.includes(`"data":{"${field}":{`)
    for (let wait = 0; wait < 50 && !watching.every(({ step, stream }) => woken(stream.text(), step.field)); wait++)
      await sleep(100)
    await sleep(300)
    for (const { step, stream } of watching)
      if (!woken(stream.text(), step.field))
        findings.add(
          `Subscription.${step.field}`,
          `it told its own city nothing: ${stream.text().slice(0, 200)}`,
          'let stir() make happen what it tells of',
        )
    listening.forEach(({ step, role, city, stream }) => {
      const text = stream.text()
      const heard = woken(text, step.field)
      const open = woken(stranger[steps.indexOf(step)]!.text(), step.field)
      const [seen] = city === slug ? [] : foreign.in(text, JSON.stringify(step.variables))
      if ((heard && (city !== slug || !open)) || seen !== undefined)
        findings.add(
          `Subscription.${step.field}`,
          `${role} of ${home.city.slug} heard in ${city} what happened in ${slug}`,
          'listen through ctx.live of the city that is asked',
        )
    })
    const all = [...watching.map(({ stream }) => stream), ...listening.map(({ stream }) => stream), ...stranger]
    await Promise.all(all.map((stream) => stream.close()))
    return findings.all()
  },
}
