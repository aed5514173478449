import type { Ctx } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { myCases, type Page } from './my-cases.ts'

export const casesPart: Part = {
  typeDefs: `
    "A row of what a person has under way with the city, whichever module it lives in."
    type CaseSummary {
      id: ID!
      "Subject reference, \`module:Type:id\`."
      subject: ID!
      number: String!
      title: String!
      place: String
      publicStatus: PublicStatus!
      createdAt: DateTime!
      updatedAt: DateTime!
      due: DateTime
      "Path inside the city's portal."
      href: String!
    }
    extend type Query {
      "Newest first, at most 50, created before \`before\`. A null at the end, with an error \`CASES_INCOMPLETE\`, stands for a module that did not answer."
      myCases(first: Int = 20, before: DateTime): [CaseSummary] @allow(permission: "civic.cases.mine")
    }
  `,
  resolvers: { Query: { myCases: (_: unknown, page: Page, ctx: Ctx) => myCases(ctx, page) } },
  permissions: {
    'civic.cases.mine': { title: { ru: 'Видеть свои дела', be: 'Бачыць свае справы', en: 'See one’s own cases' }, default: ['citizen'] },
  },
}
