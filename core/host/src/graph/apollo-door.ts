import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { Logger } from 'pino'
import type { RequestScope } from '../city/request-scope.ts'
import type { DoorContext } from './graph-context.ts'
import type { CityGraph } from './city-graph.ts'
import type { DocumentCache } from './document-cache.ts'
import type { FieldOwners } from './field-owners.ts'
import type { AdHocRequest } from './read-request.ts'
import { outageRetrySeconds } from '../problems/outage.ts'
import { formatError, saysUnavailable } from './format-error.ts'
import { limits, limitsRule } from './limits.ts'
import { plainTextRule } from './plain-text.ts'

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** The door for everything ad hoc: Apollo Server in front of the shared compiled executor. */
export class ApolloDoor {
  readonly #server: ApolloServer<DoorContext>
  readonly #started: Promise<void>

  constructor(graph: CityGraph, owners: FieldOwners, logger: Logger, documents: DocumentCache) {
    this.#server = new ApolloServer<DoorContext>({
      gateway: executorOf(graph),
      documentStore: documents.parsed,
      introspection: true, // decided per person by the executor
      csrfPrevention: true,
      allowBatchedHttpRequests: false,
      persistedQueries: false,
      stopOnTerminationSignals: false,
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: true,
      parseOptions: { maxTokens: limits.tokens },
      validationRules: [limitsRule(graph.bounds), plainTextRule],
      logger: silent,
      nodeEnv: 'production',
      plugins: [
        {
          async requestDidStart() {
            return {
              async willSendResponse({ contextValue: { scope }, errors, response }) {
                if (response.body.kind !== 'single' || !errors?.length) return
                response.body.singleResult.errors = errors.map((error) =>
                  formatError(error, {
                    lang: scope.lang,
                    requestId: scope.requestId,
                    enabled: scope.snapshot.enabled,
                    owners,
                    logger,
                  }),
                )
                if (!saysUnavailable(response.body.singleResult.errors)) return
                response.http.status = 503
                response.http.headers.set('retry-after', String(outageRetrySeconds))
              },
            }
          },
        },
      ],
    })
    this.#started = this.#server.start()
  }

  async handle(
    request: { headers: Record<string, string | string[] | undefined>; body: AdHocRequest },
    scope: RequestScope,
  ): Promise<HTTPGraphQLResponse> {
    await this.#started
    const headers = new HeaderMap()
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    return this.#server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: request.body },
      context: async () => ({ scope }),
    })
  }

  async stop(): Promise<void> {
    await this.#started.catch(() => undefined)
    await this.#server.stop()
  }
}

/** Apollo's gateway interface is its documented way to bring an executor of one's own. */
function executorOf(graph: CityGraph): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: graph.schema, coreSupergraphSdl: '' })
      return () => undefined
    },
    load: async () => ({
      executor: async ({ document, operationName, queryHash, request, context }) =>
        // Apollo itself gives no name where it found no such operation; what was asked for must be told apart from
        // nothing asked
        graph.executeDocument(
          document,
          { variables: request.variables, operationName: request.operationName ?? operationName, key: queryHash },
          (context as DoorContext).scope,
        ),
    }),
    stop: async () => undefined,
  }
}
