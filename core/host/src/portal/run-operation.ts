import type { Request } from 'express'
import { Problem } from '@vmeste/sdk'
import { formatError } from '../graph/format-error.ts'
import { queryUnknown } from '../problems/requests.ts'
import { scopeOf } from '../http/city-request.ts'
import type { PortalHost } from './portal-host.ts'

export interface OperationResult {
  readonly data: Record<string, unknown>
  readonly problem?: { readonly code: string; readonly message: string }
  /** Whether it is the platform that cannot answer, not the question that has no answer. */ readonly failed?: true
}

/**
 * Runs a trusted operation for a page in this very process: the same executor, guards and limits as over HTTP, as
 * whoever sent the request.
 */
export async function runOperation(
  host: Pick<PortalHost, 'graphs' | 'trusted' | 'logger' | 'readiness'>,
  req: Request,
  id: string,
  variables: Record<string, unknown>,
): Promise<OperationResult> {
  const scope = await scopeOf(req)
  const document = host.trusted.get(id)
  if (!document) {
    const unknown = queryUnknown()
    return { data: {}, problem: { code: unknown.code, message: unknown.messageIn(scope.lang) } }
  }
  const { graph } = host.graphs.for(scope.snapshot)
  const result = await graph.execute(document.document, { variables, key: id, recorded: true }, scope)
  const data = plain(result.data)
  if (!result.errors?.length) return { data }
  const { message, extensions } = formatError(result.errors[0], {
    lang: scope.lang,
    requestId: scope.requestId,
    enabled: scope.snapshot.enabled,
    owners: host.graphs.owners,
    logger: host.logger,
  })
  const code = typeof extensions?.['code'] === 'string' ? extensions['code'] : 'UNKNOWN'
  if (code === 'SERVICE_UNAVAILABLE') host.readiness.spoil()
  return {
    data,
    problem: { code, message },
    ...(oursToMend.has(code) || isForLater(result.errors[0]) ? { failed: true } : {}),
  }
}

/** Codes that say nothing of what was asked for: that a plate is unknown must never be read out of them. */
const oursToMend = new Set(['SERVICE_UNAVAILABLE', 'MODULE_UNHEALTHY', 'MODULE_TIMEOUT', 'INTERNAL', 'BUSY', 'UNKNOWN'])

/** Too many, too slow, too large: asked again later there may well be an answer. */
function isForLater(error: { readonly originalError?: Error | undefined } | undefined): boolean {
  const status = error?.originalError instanceof Problem ? error.originalError.kind.status : undefined
  return status === 429 || (status !== undefined && status >= 500)
}

/** What a page is rendered from must be exactly what its browser gets: dates as texts, no prototypes. */
const plain = (data: unknown): Record<string, unknown> =>
  data === undefined || data === null ? {} : (JSON.parse(JSON.stringify(data)) as Record<string, unknown>)
