/** What is held about a person, for them; and who has looked. */
export const peopleSdl = /* GraphQL */ `
  "What one module holds about you in one of its tables."
  type HeldData {
    "Schema and table."
    id: ID!
    module: String!
    purpose: String!
    "0: it has no term."
    months: Int!
    "What remains after erasing, and why; null where nothing does."
    stays: String
    count: Int!
    "As they are kept; by pages."
    rows(first: Int = 20, skip: Int = 0): [JSON!]! @bound(max: 100)
  }
  enum LookKind {
    "A case was opened."
    OPEN
    "Somebody's data was shown."
    DATA
    "Somebody's data was taken along as a file."
    EXPORT
    "Somebody's data was erased."
    ERASE
  }
  "Who looked: by service and post, never by name."
  type SeenBy {
    at: DateTime!
    what: LookKind!
    service: String
    post: String
    "It was you."
    you: Boolean!
  }
  type MyData {
    held: [HeldData!]! @bound(max: 200)
    "Newest first; of the last year."
    seenBy: [SeenBy!]! @bound(max: 100)
    "What must be typed to erase it."
    confirm: String!
    "Where it can be taken along as a ZIP: with the same bearer, or the secret sent as a form."
    download: String!
  }
  union MyDataResult = MyData | InvalidInput | NotFound | NotAllowed | RateLimited
  type MyDataErased {
    "Rows that were changed."
    erased: Int!
    "Whether the account is gone, too."
    account: Boolean!
    stays: [String!]! @bound(max: 200)
  }
  union EraseMyDataResult = MyDataErased | InvalidInput | NotFound | NotAllowed | RateLimited
  "Somebody has looked at a case or at a person's data."
  type Look {
    at: DateTime!
    what: LookKind!
    subject: ID!
    "Key of whoever looked."
    viewer: ID!
    service: String
    post: String
  }
  type LookPage {
    nodes: [Look!]! @bound(max: 100)
    after: String
  }
  input LookFilter {
    viewer: ID
    subject: ID
    what: LookKind
    from: DateTime
    before: DateTime
  }
  union LooksResult = LookPage | InvalidInput
  extend type Query {
    "Of whoever is signed in; with the secret of a page for guests, of what that page is about."
    myData(secret: String): MyDataResult @public
    "Newest first."
    looks(filter: LookFilter, first: Int = 50, after: String): LooksResult @allow(permission: "core.looks.read")
  }
  extend type Mutation {
    "For good, in this city; everywhere takes it out of every city and takes the account away. What must be typed is told by myData."
    eraseMyData(confirm: String!, secret: String, everywhere: Boolean = false): EraseMyDataResult @public
  }
`
