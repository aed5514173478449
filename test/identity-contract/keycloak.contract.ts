import { describe } from 'vitest'
import { newColleagueChecks } from './checks/new-colleague.ts'
import { realPortalChecks } from './checks/real-portal.ts'
import { identityContract } from './contract.ts'
import { startKeycloakProvider, type KeycloakProvider } from './keycloak-provider.ts'

let keycloak: KeycloakProvider
identityContract(async () => (keycloak = await startKeycloakProvider()))
// last: it takes the portal's place at the provider. On the embedded one every journey of the portal is this already
describe('the product', () => {
  realPortalChecks(() => keycloak)
  newColleagueChecks(() => keycloak)
})
