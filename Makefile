# Two commands matter: `make run` and `make test`. Each does all its own set-up on a Debian machine with git, make, Node >= 20 and npm.
.DEFAULT_GOAL := help
SHELL := /bin/bash

DATA ?= ./data
ARGS ?=
PEERS ?= 20000
SESSIONS ?= 200
SEED ?=
ROW ?=
CLUSTER ?=
KUBE ?=
ITERATIONS ?= 300000
BIN := node_modules/.bin
NODE := $(BIN)/node
STAMP := node_modules/.package-lock.json
KUBE_DIR := $(or $(FAIRLEAD_KUBE_DIR),$(HOME)/.cache/fairlead/kube)
RIG := libs/kube-rig/scripts
ROUNDS ?= 100
TESTS := 'libs/*/test/**/*.test.ts' 'services/*/test/**/*.test.ts' 'loadtest/test/**/*.test.ts' 'k8s/image/test/**/*.test.ts'

.PHONY: help run cluster check test test-kube types lint format proto fuzz chaos chaos-kube bench load clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): package-lock.json package.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $(STAMP)

run: $(STAMP) ## start the server on one machine; DATA=folder, ARGS="more flags"
	@exec $(NODE) $(BIN)/fairlead standalone --data-dir "$(DATA)" $(ARGS)

cluster: $(STAMP) ## try several nodes here: Redis, 3 rendezvous, 3 relays; DATA=folder keeps it, ARGS="--relays 2"
	@command -v redis-server >/dev/null || { echo "installing redis-server"; root=; [ "$$(id -u)" = 0 ] || root=sudo; export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; \
	  $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends redis-server; } || { echo "no redis-server; do: apt-get install redis-server"; exit 1; }
	@exec $(NODE) $(BIN)/fairlead cluster $(if $(filter command environment,$(word 1,$(origin DATA))),--data-dir "$(DATA)") $(ARGS)

check: types lint generated ## format, lint, types, generated code, house rules

types: $(STAMP)
	$(BIN)/tsc -p .

lint: $(STAMP)
	$(BIN)/biome check --error-on-warnings .

.PHONY: generated
generated: $(STAMP) ## committed protobuf code, resource definitions and tables of values are what their sources give
	proto/generate.sh --check
	$(NODE) services/controller/src/api/main.ts --check
	$(NODE) libs/kube-rig/src/chart/main.ts --check

test: $(STAMP) test-tools ## every test; starts its own servers on loopback
	$(NODE) --test --test-concurrency=2 --test-timeout=240000 $(TESTS)

.PHONY: test-tools
test-tools: # the tests make certificates with openssl and start redis-servers of their own; Debian has both
	@missing=; command -v openssl >/dev/null || missing="$$missing openssl"; command -v redis-server >/dev/null || missing="$$missing redis-server"; \
	  [ -z "$$missing" ] || { echo "installing for the tests:$$missing"; root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	  export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends $$missing; }

test-kube: $(STAMP) test-tools kube-tools ## the scenarios on a real Kubernetes; needs Go, cold 9-16 min to obtain it, then some 15; KUBE="part of a file's path"
	@files=$$(find libs services -path '*/node_modules' -prune -o -name '*.kube.ts' -print | sort | grep -F -- "$(KUBE)"); [ -n "$$files" ] || { echo "no scenario's path holds $(KUBE)"; exit 1; }; \
	  light=$$(echo "$$files" | grep '^libs/' || true); heavy=$$(echo "$$files" | grep '^services/' || true); \
	  [ -z "$$light" ] || $(RIG)/within.sh 12 "Kubernetes: chart, API, rigs" $(NODE) --test --test-concurrency=2 --test-timeout=600000 $$light || exit 1; \
	  [ -z "$$heavy" ] || $(RIG)/within.sh 25 "Kubernetes: the product as pods" $(NODE) --test --test-concurrency=2 --test-timeout=1200000 $$heavy

.PHONY: kube-tools
kube-tools: # control plane, kubelet and Helm, in the user's cache folder
	@FAIRLEAD_KUBE_DIR="$(KUBE_DIR)" $(RIG)/within.sh 40 "Kubernetes: its programs" $(RIG)/obtain-tools.sh

chaos-kube: $(STAMP) test-tools kube-tools ## rolling updates and scale-downs under sessions, long: ROUNDS of each, and no session may be cut
	FAIRLEAD_KUBE_ROUNDS=$(ROUNDS) $(NODE) --test --test-concurrency=1 $$(find services -path '*/node_modules' -prune -o -name 'zero-cut*.kube.ts' -print)

fuzz: $(STAMP) ## the seeded fuzzers, long: ITERATIONS, SEED
	FUZZ_ITERATIONS=$(ITERATIONS) FUZZ_SEED=$(SEED) $(NODE) --test 'libs/*/test/**/*.fuzz.test.ts' 'services/*/test/**/*.fuzz.test.ts'

chaos: $(STAMP) test-tools ## what happens when X dies, long: SEED, ROW="part of a row's name"
	$(NODE) services/cli/test/chaos/main.ts --seed "$(SEED)" --row "$(ROW)"

bench: $(STAMP) ## ratios of interleaved runs, medians
	$(NODE) loadtest/src/bench/main.ts

load: $(STAMP) ## load generator: PEERS, SESSIONS; CLUSTER=1 for three nodes around a Redis
	$(NODE) $(if $(CLUSTER),loadtest/src/cluster/main.ts,loadtest/src/main.ts --peers $(PEERS) --sessions $(SESSIONS)) $(ARGS)

proto: $(STAMP) ## generate the protobuf code
	proto/generate.sh

.PHONY: crds
crds: $(STAMP) ## write the definitions of the custom resources into the charts
	$(NODE) services/controller/src/api/main.ts

.PHONY: charts
charts: $(STAMP) ## write the chart's table of values and, where Helm is, the plain manifests of k8s
	$(NODE) libs/kube-rig/src/chart/main.ts
	FAIRLEAD_KUBE_DIR="$(KUBE_DIR)" $(NODE) libs/kube-rig/src/plain-manifests/main.ts

format: $(STAMP) ## write formatting and safe fixes
	$(BIN)/biome check --write .

.PHONY: image image-smoke image-tools
image: $(STAMP) image-tools ## the container image, without a daemon: build/image/fairlead.tar; IMAGE=name:tag
	k8s/image/build.sh

image-smoke: image-tools ## run that image as a cluster would, and register a client there
	@[ -f build/image/fairlead.tar ] || $(MAKE) --no-print-directory image
	k8s/image/smoke.sh

image-tools:
	@command -v buildah >/dev/null || { echo "installing buildah"; root=; [ "$$(id -u)" = 0 ] || root=sudo; export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; \
	  $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends buildah; } || { echo "no buildah; do: apt-get install buildah"; exit 1; }

clean: ## remove installed packages and what was built
	rm -rf node_modules build
