# One image for the four apps and the programs beside them; its argument says which file runs:
#   docker run gouji apps/review/dist/main.js
# Debian rather than Alpine: it is the platform the tests run on, and musl's allocator is slow at reading documents.
ARG NODE_IMAGE=node:24.18.0-bookworm-slim

# What npm needs to know of every workspace. Changes rarely, so the installations below stay cached.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY libs/domain/package.json libs/domain/
COPY libs/reading/package.json libs/reading/
COPY libs/platform/package.json libs/platform/
COPY apps/ingest/package.json apps/ingest/
COPY apps/validate/package.json apps/validate/
COPY apps/review/package.json apps/review/
COPY apps/publish/package.json apps/publish/
COPY apps/console/package.json apps/console/
COPY apps/cli/package.json apps/cli/
COPY local/package.json local/
COPY tests/package.json tests/

FROM manifests AS build
# No package's install script is needed: native parts come as ready packages for each platform.
RUN npm ci --ignore-scripts --include-workspace-root -w libs -w apps
COPY tsconfig.base.json ./
COPY libs libs/
COPY apps apps/
RUN node node_modules/typescript/bin/tsc -b apps/ingest apps/validate apps/review apps/publish \
    && npm run build -w @gouji/console
# Tests, their material, types and source maps stay behind.
RUN find libs apps -path '*/dist/*' -type d \( -name testing -o -name fixtures \) -prune -exec rm -rf {} + \
    && find libs apps -path '*/dist/*' -type f \( -name '*.test.js' -o -name '*.d.ts' -o -name '*.map' -o -name '.tsbuildinfo' \) -delete

FROM manifests AS dependencies
# TypeScript comes along as an optional peer of the OpenAPI library, which uses it at build time only.
RUN npm ci --ignore-scripts --omit=dev -w apps/ingest -w apps/validate -w apps/review -w apps/publish \
    && rm -rf node_modules/typescript node_modules/@typescript \
    && find . -path '*/node_modules/*' -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Gouji" \
      org.opencontainers.image.description="Reads, proves, approves and publishes government-information-disclosure annual reports." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# The running image installs nothing.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn*
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/libs/domain/dist libs/domain/dist/
COPY --from=build /app/libs/reading/dist libs/reading/dist/
COPY --from=build /app/libs/platform/dist libs/platform/dist/
COPY --from=build /app/apps/ingest/dist apps/ingest/dist/
COPY --from=build /app/apps/validate/dist apps/validate/dist/
COPY --from=build /app/apps/review/dist apps/review/dist/
COPY --from=build /app/apps/publish/dist apps/publish/dist/
COPY --from=build /app/apps/console/dist apps/console/dist/
ENV NODE_ENV=production PORT=8080
EXPOSE 8080
# By number, so that a cluster can see that it is not root. Nothing below /app is written; uploads pass through /tmp.
USER 1000:1000
ENTRYPOINT ["node"]
CMD ["apps/ingest/dist/main.js"]
