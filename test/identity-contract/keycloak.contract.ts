import { identityContract } from './contract.ts'
import { startKeycloakProvider } from './keycloak-provider.ts'

identityContract(startKeycloakProvider)
