/** The graph of a city's roles. */
export const typeDefs = /* GraphQL */ `
  "What somebody is in the city, in a word; what that word may do, the city decides."
  type CityRole {
    code: ID!
    title: String!
    "One sentence; none for a role of the city's own."
    summary: String
    "Added by the city itself."
    own: Boolean!
    "Everybody has it, so nobody can be given it."
    everybody: Boolean!
    "Titles of the roles that come with it."
    includes: [String!]! @bound(max: 100)
    "How many permissions differ from what their modules propose."
    changed: Int!
    "Goes back with a change, so that nobody overwrites what they have not seen."
    version: String!
    permissions: [RolePermission!]! @bound(max: 1000)
  }
  enum RolePermissionLock {
    "The role can never lose it."
    KEPT
    "The role, which everybody has, can never get it."
    CLOSED
  }
  type RolePermission {
    permission: ID!
    title: String!
    module: ID!
    moduleTitle: String!
    "False while the module is off: what is set here waits for it."
    inForce: Boolean!
    granted: Boolean!
    byDefault: Boolean!
    "Titles of the roles that come with this one and bring the permission."
    through: [String!]! @bound(max: 100)
    lock: RolePermissionLock
  }
  enum RoleLogKind {
    CHANGED
    ADDED
    RETIRED
  }
  type RoleLogEntry {
    at: DateTime!
    by: String!
    kind: RoleLogKind!
    revision: Int!
    role: ID!
    title: String!
    "Titles of permissions."
    granted: [String!]! @bound(max: 1000)
    withdrawn: [String!]! @bound(max: 1000)
  }
  input RoleTitleInput {
    ru: String!
    be: String!
    en: String!
  }
  input AddRoleInput {
    "Lower case Latin letters, digits and hyphens; never given twice in a city."
    code: String!
    title: RoleTitleInput!
    "A role whose permissions the new one begins with."
    as: String
  }
  type CityRoleChanged {
    revision: Int!
    role: CityRole!
  }
  type CityRoleRetired {
    revision: Int!
    code: ID!
  }
  union ChangeRoleResult = CityRoleChanged | InvalidInput | NotFound | Conflict
  union AddRoleResult = CityRoleChanged | InvalidInput | NotFound | Conflict
  union RetireRoleResult = CityRoleRetired | InvalidInput | NotFound | Conflict
  extend type Query {
    "The roles of the city; with \`code\` that one alone."
    cityRoles(code: ID): [CityRole!] @bound(max: 100, oneBy: "code") @allow(permission: "core.roles.read")
    "Newest first; at most 100."
    roleLog(first: Int = 20): [RoleLogEntry!] @allow(permission: "core.roles.read")
  }
  extend type Mutation {
    "Changes what a role may do in this city, at once and on every host. \`expected\` is the version that was shown."
    changeRole(role: ID!, grant: [ID!], withdraw: [ID!], expected: String!): ChangeRoleResult
      @allow(permission: "core.roles.change")
    addRole(input: AddRoleInput!): AddRoleResult @allow(permission: "core.roles.change")
    "Takes a role of the city's own out of use: its holders lose what it gave."
    retireRole(code: ID!, expected: String!): RetireRoleResult @allow(permission: "core.roles.change")
  }
`
