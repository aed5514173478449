/** Roles that carry others: so Keycloak's realm has them, and so does the embedded provider. */
const composites: Readonly<Record<string, readonly string[]>> = {
  'department-head': ['executor'],
  'city-admin': ['operator', 'head'],
}

/** All roles that a token names for somebody who was given these. */
export const widened = (roles: readonly string[]): string[] => [...new Set(roles.flatMap((role) => [role, ...composites[role] ?? []]))]
