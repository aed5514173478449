import type { TypedDocumentNode } from '@urql/core'
import type { TrustedOperation } from '@vmeste/sdk/web'

const documents = new Map<string, TypedDocumentNode<unknown, never>>()

/**
 * The client library thinks in documents, the server knows ours by their hash: this stands in for the text,
 * which never reaches the browser.
 */
export function documentOf<Data, Variables>(operation: TrustedOperation<Data, Variables>): TypedDocumentNode<Data, Variables & Record<string, unknown>> {
  let document = documents.get(operation.id)
  if (!document) {
    const field = { kind: 'Field', name: { kind: 'Name', value: '__typename' } }
    document = {
      kind: 'Document', documentId: operation.id,
      definitions: [{ kind: 'OperationDefinition', operation: operation.kind, name: { kind: 'Name', value: operation.name }, selectionSet: { kind: 'SelectionSet', selections: [field] } }],
    } as unknown as TypedDocumentNode<unknown, never>
    documents.set(operation.id, document)
  }
  return document as unknown as TypedDocumentNode<Data, Variables & Record<string, unknown>>
}
