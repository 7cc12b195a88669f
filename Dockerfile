# One image, all roles. Built from the sources as they are: Node runs the TypeScript, there is no build step.
FROM node:24-slim AS install
WORKDIR /opt/fairlead
COPY package.json package-lock.json .npmrc ./
COPY libs ./libs
COPY services ./services
COPY loadtest/package.json ./loadtest/package.json
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /opt/fairlead
COPY --from=install /opt/fairlead ./
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 21115/tcp 21116/tcp 21116/udp 21117/tcp 21118/tcp 21119/tcp 9090/tcp
ENTRYPOINT ["node", "/opt/fairlead/services/cli/bin/fairlead.js"]
CMD ["standalone", "--data-dir", "/data"]
