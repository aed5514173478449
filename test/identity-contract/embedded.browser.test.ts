import { identityContract } from './contract.ts'
import { startEmbeddedProvider } from './embedded-provider.ts'

identityContract(startEmbeddedProvider)
