import type { GraphOptions } from '../../../create-test-host.ts'
import { Findings } from '../bench/findings.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

export const wallsFiles: Rule<SilverBench> = {
  id: 'silver/walls-files',
  title: 'no file and no route gives in one city what is another’s, and none of its own goes untried',
  run: async (bench) => {
    const { host, home, away, foreign, roles } = await bench.town()
    const { files = [], routes = [] } = away.known
    const findings = new Findings()
    const open = async (path: string, { as }: GraphOptions) => {
      const reply = await host.fetch(path, { headers: as ? { authorization: `Bearer ${as}` } : {} })
      return { status: reply.status, text: await reply.text() }
    }
    const pathOf = (path: string): string => path.split('?')[0]!
    for (const { method, path } of bench.plugin.routes ?? []) {
      const start = `/m/${bench.plugin.id}${path.split(':')[0]!}`
      if (method === 'GET' && !routes.some((one) => one.includes(start)))
        findings.add(
          `GET ${path}`,
          'nobody has asked for it',
          'name an address of it in routes of what furnish() gives',
        )
    }
    for (const path of [...files, ...routes]) {
      const own = await open(path, away.city.as('all'))
      if (own.status >= 400)
        findings.add(
          pathOf(path),
          `its own people get ${own.status}`,
          'furnish what it shows, so that it can be missed',
        )
      const here = path.replace(`/c/${away.city.slug}/`, `/c/${home.city.slug}/`)
      for (const role of roles) {
        const { status, text } = await open(here, home.city.as(role))
        const [seen] = foreign.in(text, path)
        if (status < 400 || seen !== undefined)
          findings.add(
            pathOf(path),
            `${role} got ${status}${seen === undefined ? '' : ` with «${seen}»`} for it under the address of another city`,
            'look for what is asked in ctx.db or ctx.use(Files) of the city that is asked, and refuse what is not there',
          )
        if (!routes.includes(path)) continue
        const [asStaff, stranger] = [await open(path, home.city.as(role)), await open(path, { as: 'stranger' })]
        if (role !== 'guest' && asStaff.status !== stranger.status)
          findings.add(
            pathOf(path),
            `${role} of another city gets ${asStaff.status} and a stranger ${stranger.status}`,
            'keep the route by a permission',
          )
      }
    }
    return findings.all()
  },
}
