import { problem } from '../graph/ask.ts'

const known = 'version department { code }'

/** What the invented people ask the graph: nothing that a stranger's script could not. */
export const documents = {
  submit: `mutation Submit($input: SubmitReportInput!) { submitted: submitReport(input: $input) { __typename ... on SubmittedReport { id secret } ${problem} } }`,
  join: `mutation Join($input: JoinReportInput!) { joined: joinReport(input: $input) { __typename ... on JoinedReport { supporters } ${problem} } }`,
  confirm: `mutation Confirm($secret: String!, $rating: Int) { confirmed: confirmReport(secret: $secret, rating: $rating) { __typename ... on TrackedReport { id } ${problem} } }`,
  reopen: `mutation Reopen($secret: String!, $comment: String!, $rating: Int, $photos: [UUID!]) { reopened: reopenReport(secret: $secret, comment: $comment, rating: $rating, photos: $photos) { __typename ... on TrackedReport { id } ${problem} } }`,
  open: `query Open($id: ID!) { report(id: $id) { ${known} waitingSince history { kind } } }`,
  accept: `mutation Accept($id: ID!, $version: Int!) { moved: acceptReport(id: $id, version: $version) { __typename ... on Report { ${known} } ${problem} } }`,
  plan: `mutation Plan($id: ID!, $version: Int!, $date: Date!, $reason: String!) { moved: planReport(id: $id, version: $version, date: $date, reason: $reason) { __typename ... on Report { ${known} } ${problem} } }`,
  answer: `mutation Answer($id: ID!, $version: Int!, $text: String, $photos: [UUID!]) { moved: answerReport(id: $id, version: $version, text: $text, photos: $photos) { __typename ... on Report { ${known} } ${problem} } }`,
  return: `mutation Return($id: ID!, $version: Int!, $reason: String!) { moved: returnReport(id: $id, version: $version, reason: $reason) { __typename ... on Report { ${known} } ${problem} } }`,
  pass: `mutation Pass($id: ID!, $version: Int!, $department: String!, $reason: String!) { moved: reassignReport(id: $id, version: $version, department: $department, reason: $reason) { __typename ... on Report { ${known} } ${problem} } }`,
  reject: `mutation Reject($id: ID!, $version: Int!, $reason: String!) { moved: rejectReport(id: $id, version: $version, reason: $reason) { __typename ... on Report { ${known} } ${problem} } }`,
  look: `mutation Look($report: ID!, $version: Int!) { looked: publishReport(report: $report, version: $version, seconds: 6) { __typename ... on Report { ${known} } ${problem} } }`,
} as const

/** The step that an act leaves in a report's history: by it a resumed seeding knows what was done. */
export const stepOf = {
  accept: 'ACCEPTED',
  plan: 'PLANNED',
  answer: 'ANSWERED',
  confirm: 'CONFIRMED',
  reopen: 'REOPENED',
  return: 'RETURNED',
  pass: 'REASSIGNED',
  reject: 'REJECTED',
} as const
