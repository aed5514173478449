import { readFileSync } from 'node:fs'
import type { Ctx } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { myCases, type Page } from './my-cases.ts'

export const casesPart: Part = {
  typeDefs: readFileSync(new URL('./cases.graphql', import.meta.url), 'utf8'),
  resolvers: { Query: { myCases: (_: unknown, page: Page, ctx: Ctx) => myCases(ctx, page) } },
  permissions: {
    'civic.cases.mine': {
      title: { ru: 'Видеть свои дела', be: 'Бачыць свае справы', en: 'See one’s own cases' },
      default: ['citizen'],
    },
  },
}
