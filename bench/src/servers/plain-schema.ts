import { runList, runSubmit, type Row } from './replay.ts'

/** The same two operations as a schema anybody would write, with nothing of the platform in it. */
export const typeDefs = /* GraphQL */ `
  scalar JSON
  type Topic {
    title: String
  }
  type Place {
    address: String
  }
  type Report {
    id: ID!
    number: String!
    status: String!
    publicStatus: String!
    createdAt: String!
    updatedAt: String!
    topic: Topic
    place: Place
    nextDue: String
    supporters: Int!
  }
  type Page {
    nodes: [Report!]!
    endCursor: String
    hasNext: Boolean!
  }
  type Submitted {
    number: String!
    secret: String
    due: String
  }
  input SubmitReportInput {
    submissionKey: String
    topic: String
    place: JSON
    text: String
    anywayNew: Boolean
  }
  type Query {
    reports(first: Int): Page
  }
  type Mutation {
    submitReport(input: SubmitReportInput!): Submitted
  }
`
const iso = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null)

export const resolvers = {
  Query: { reports: async () => ({ nodes: await runList(), endCursor: null, hasNext: true }) },
  Mutation: { submitReport: async () => ({ number: await runSubmit() }) },
  Report: {
    publicStatus: (row: Row) => row['status'],
    createdAt: (row: Row) => iso(row['created_at']),
    updatedAt: (row: Row) => iso(row['updated_at']),
    nextDue: (row: Row) => iso(row['next_due']),
    topic: (row: Row) => ({ title: row['topic'] }),
    place: (row: Row) => ({ address: row['address'] }),
  },
}
