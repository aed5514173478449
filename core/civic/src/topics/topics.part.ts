import { readFileSync } from 'node:fs'
import { Topics, type CityDb } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityTopics } from './city-topics.ts'
import { topicChanged, topicChangedSchema } from './set-topic.ts'
import { TopicEntity, TopicVersionEntity, type TopicTables } from './topic.entity.ts'
import { topicPersonalData, topicVersionPersonalData } from './topic-personal-data.ts'
import { TopicsMigration } from './topics.migration.ts'
import { TopicVersionsMigration } from './topic-versions.migration.ts'
import { topicsResolvers } from './topics.resolvers.ts'

/** The topic tree: what people can tell the city about, whose work it is and by when. */
export const topicsPart: Part = {
  entities: [TopicEntity, TopicVersionEntity],
  migrations: [
    { name: '0011-topics', class: TopicsMigration },
    { name: '0240-topic-versions', class: TopicVersionsMigration },
  ],
  typeDefs: readFileSync(new URL('./topics.graphql', import.meta.url), 'utf8'),
  resolvers: topicsResolvers,
  permissions: {
    'civic.topic.change': {
      title: { ru: 'Менять темы', be: 'Змяняць тэмы', en: 'Change topics' },
      default: ['city-admin'],
    },
  },
  emits: { [topicChanged]: topicChangedSchema },
  services: (scope) => {
    scope.bind(CityTopics, () => new CityTopics(scope.db as CityDb<TopicTables>))
    scope.bind(Topics, () => scope.get(CityTopics))
  },
  personalData: [topicPersonalData, topicVersionPersonalData],
}
