/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["fairlead"] || ($protobuf.roots["fairlead"] = {});

export const hbb = $root.hbb = (() => {

    /**
     * Namespace hbb.
     * @exports hbb
     * @namespace
     */
    const hbb = {};

    hbb.RendezvousMessage = (function() {

        /**
         * Properties of a RendezvousMessage.
         * @typedef {Object} hbb.RendezvousMessage.$Properties
         * @property {hbb.RegisterPeer.$Properties|null} [registerPeer] RendezvousMessage registerPeer
         * @property {hbb.RegisterPeerResponse.$Properties|null} [registerPeerResponse] RendezvousMessage registerPeerResponse
         * @property {hbb.PunchHoleRequest.$Properties|null} [punchHoleRequest] RendezvousMessage punchHoleRequest
         * @property {hbb.PunchHole.$Properties|null} [punchHole] RendezvousMessage punchHole
         * @property {hbb.PunchHoleSent.$Properties|null} [punchHoleSent] RendezvousMessage punchHoleSent
         * @property {hbb.PunchHoleResponse.$Properties|null} [punchHoleResponse] RendezvousMessage punchHoleResponse
         * @property {hbb.FetchLocalAddr.$Properties|null} [fetchLocalAddr] RendezvousMessage fetchLocalAddr
         * @property {hbb.LocalAddr.$Properties|null} [localAddr] RendezvousMessage localAddr
         * @property {hbb.ConfigUpdate.$Properties|null} [configureUpdate] RendezvousMessage configureUpdate
         * @property {hbb.RegisterPk.$Properties|null} [registerPk] RendezvousMessage registerPk
         * @property {hbb.RegisterPkResponse.$Properties|null} [registerPkResponse] RendezvousMessage registerPkResponse
         * @property {hbb.SoftwareUpdate.$Properties|null} [softwareUpdate] RendezvousMessage softwareUpdate
         * @property {hbb.RequestRelay.$Properties|null} [requestRelay] RendezvousMessage requestRelay
         * @property {hbb.RelayResponse.$Properties|null} [relayResponse] RendezvousMessage relayResponse
         * @property {hbb.TestNatRequest.$Properties|null} [testNatRequest] RendezvousMessage testNatRequest
         * @property {hbb.TestNatResponse.$Properties|null} [testNatResponse] RendezvousMessage testNatResponse
         * @property {hbb.PeerDiscovery.$Properties|null} [peerDiscovery] RendezvousMessage peerDiscovery
         * @property {hbb.OnlineRequest.$Properties|null} [onlineRequest] RendezvousMessage onlineRequest
         * @property {hbb.OnlineResponse.$Properties|null} [onlineResponse] RendezvousMessage onlineResponse
         * @property {hbb.KeyExchange.$Properties|null} [keyExchange] RendezvousMessage keyExchange
         * @property {hbb.HealthCheck.$Properties|null} [hc] RendezvousMessage hc
         * @property {hbb.HttpProxyRequest.$Properties|null} [httpProxyRequest] RendezvousMessage httpProxyRequest
         * @property {hbb.HttpProxyResponse.$Properties|null} [httpProxyResponse] RendezvousMessage httpProxyResponse
         * @property {"registerPeer"|"registerPeerResponse"|"punchHoleRequest"|"punchHole"|"punchHoleSent"|"punchHoleResponse"|"fetchLocalAddr"|"localAddr"|"configureUpdate"|"registerPk"|"registerPkResponse"|"softwareUpdate"|"requestRelay"|"relayResponse"|"testNatRequest"|"testNatResponse"|"peerDiscovery"|"onlineRequest"|"onlineResponse"|"keyExchange"|"hc"|"httpProxyRequest"|"httpProxyResponse"} [union] RendezvousMessage union
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RendezvousMessage.
         * @memberof hbb
         * @interface IRendezvousMessage
         * @augments hbb.RendezvousMessage.$Properties
         * @deprecated Use hbb.RendezvousMessage.$Properties instead.
         */

        /**
         * Narrowed shape of a RendezvousMessage.
         * @typedef {{
         *   registerPeer?: hbb.RegisterPeer.$Shape|null;
         *   registerPeerResponse?: hbb.RegisterPeerResponse.$Shape|null;
         *   punchHoleRequest?: hbb.PunchHoleRequest.$Shape|null;
         *   punchHole?: hbb.PunchHole.$Shape|null;
         *   punchHoleSent?: hbb.PunchHoleSent.$Shape|null;
         *   punchHoleResponse?: hbb.PunchHoleResponse.$Shape|null;
         *   fetchLocalAddr?: hbb.FetchLocalAddr.$Shape|null;
         *   localAddr?: hbb.LocalAddr.$Shape|null;
         *   configureUpdate?: hbb.ConfigUpdate.$Shape|null;
         *   registerPk?: hbb.RegisterPk.$Shape|null;
         *   registerPkResponse?: hbb.RegisterPkResponse.$Shape|null;
         *   softwareUpdate?: hbb.SoftwareUpdate.$Shape|null;
         *   requestRelay?: hbb.RequestRelay.$Shape|null;
         *   relayResponse?: hbb.RelayResponse.$Shape|null;
         *   testNatRequest?: hbb.TestNatRequest.$Shape|null;
         *   testNatResponse?: hbb.TestNatResponse.$Shape|null;
         *   peerDiscovery?: hbb.PeerDiscovery.$Shape|null;
         *   onlineRequest?: hbb.OnlineRequest.$Shape|null;
         *   onlineResponse?: hbb.OnlineResponse.$Shape|null;
         *   keyExchange?: hbb.KeyExchange.$Shape|null;
         *   hc?: hbb.HealthCheck.$Shape|null;
         *   httpProxyRequest?: hbb.HttpProxyRequest.$Shape|null;
         *   httpProxyResponse?: hbb.HttpProxyResponse.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ union?: undefined; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPeer"; registerPeer: hbb.RegisterPeer.$Shape; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPeerResponse"; registerPeer?: null; registerPeerResponse: hbb.RegisterPeerResponse.$Shape; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHoleRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest: hbb.PunchHoleRequest.$Shape; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHole"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole: hbb.PunchHole.$Shape; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHoleSent"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent: hbb.PunchHoleSent.$Shape; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHoleResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse: hbb.PunchHoleResponse.$Shape; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "fetchLocalAddr"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr: hbb.FetchLocalAddr.$Shape; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "localAddr"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr: hbb.LocalAddr.$Shape; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "configureUpdate"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate: hbb.ConfigUpdate.$Shape; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPk"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk: hbb.RegisterPk.$Shape; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPkResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse: hbb.RegisterPkResponse.$Shape; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "softwareUpdate"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate: hbb.SoftwareUpdate.$Shape; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "requestRelay"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay: hbb.RequestRelay.$Shape; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "relayResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse: hbb.RelayResponse.$Shape; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "testNatRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest: hbb.TestNatRequest.$Shape; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "testNatResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse: hbb.TestNatResponse.$Shape; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "peerDiscovery"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery: hbb.PeerDiscovery.$Shape; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "onlineRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest: hbb.OnlineRequest.$Shape; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "onlineResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse: hbb.OnlineResponse.$Shape; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "keyExchange"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange: hbb.KeyExchange.$Shape; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "hc"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc: hbb.HealthCheck.$Shape; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "httpProxyRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest: hbb.HttpProxyRequest.$Shape; httpProxyResponse?: null }|{ union?: "httpProxyResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse: hbb.HttpProxyResponse.$Shape })
         * )} hbb.RendezvousMessage.$Shape
         */

        /**
         * Constructs a new RendezvousMessage.
         * @memberof hbb
         * @classdesc Represents a RendezvousMessage.
         * @constructor
         * @param {hbb.RendezvousMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RendezvousMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RendezvousMessage registerPeer.
         * @member {hbb.RegisterPeer.$Properties|null|undefined} registerPeer
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.registerPeer = null;

        /**
         * RendezvousMessage registerPeerResponse.
         * @member {hbb.RegisterPeerResponse.$Properties|null|undefined} registerPeerResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.registerPeerResponse = null;

        /**
         * RendezvousMessage punchHoleRequest.
         * @member {hbb.PunchHoleRequest.$Properties|null|undefined} punchHoleRequest
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.punchHoleRequest = null;

        /**
         * RendezvousMessage punchHole.
         * @member {hbb.PunchHole.$Properties|null|undefined} punchHole
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.punchHole = null;

        /**
         * RendezvousMessage punchHoleSent.
         * @member {hbb.PunchHoleSent.$Properties|null|undefined} punchHoleSent
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.punchHoleSent = null;

        /**
         * RendezvousMessage punchHoleResponse.
         * @member {hbb.PunchHoleResponse.$Properties|null|undefined} punchHoleResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.punchHoleResponse = null;

        /**
         * RendezvousMessage fetchLocalAddr.
         * @member {hbb.FetchLocalAddr.$Properties|null|undefined} fetchLocalAddr
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.fetchLocalAddr = null;

        /**
         * RendezvousMessage localAddr.
         * @member {hbb.LocalAddr.$Properties|null|undefined} localAddr
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.localAddr = null;

        /**
         * RendezvousMessage configureUpdate.
         * @member {hbb.ConfigUpdate.$Properties|null|undefined} configureUpdate
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.configureUpdate = null;

        /**
         * RendezvousMessage registerPk.
         * @member {hbb.RegisterPk.$Properties|null|undefined} registerPk
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.registerPk = null;

        /**
         * RendezvousMessage registerPkResponse.
         * @member {hbb.RegisterPkResponse.$Properties|null|undefined} registerPkResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.registerPkResponse = null;

        /**
         * RendezvousMessage softwareUpdate.
         * @member {hbb.SoftwareUpdate.$Properties|null|undefined} softwareUpdate
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.softwareUpdate = null;

        /**
         * RendezvousMessage requestRelay.
         * @member {hbb.RequestRelay.$Properties|null|undefined} requestRelay
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.requestRelay = null;

        /**
         * RendezvousMessage relayResponse.
         * @member {hbb.RelayResponse.$Properties|null|undefined} relayResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.relayResponse = null;

        /**
         * RendezvousMessage testNatRequest.
         * @member {hbb.TestNatRequest.$Properties|null|undefined} testNatRequest
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.testNatRequest = null;

        /**
         * RendezvousMessage testNatResponse.
         * @member {hbb.TestNatResponse.$Properties|null|undefined} testNatResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.testNatResponse = null;

        /**
         * RendezvousMessage peerDiscovery.
         * @member {hbb.PeerDiscovery.$Properties|null|undefined} peerDiscovery
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.peerDiscovery = null;

        /**
         * RendezvousMessage onlineRequest.
         * @member {hbb.OnlineRequest.$Properties|null|undefined} onlineRequest
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.onlineRequest = null;

        /**
         * RendezvousMessage onlineResponse.
         * @member {hbb.OnlineResponse.$Properties|null|undefined} onlineResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.onlineResponse = null;

        /**
         * RendezvousMessage keyExchange.
         * @member {hbb.KeyExchange.$Properties|null|undefined} keyExchange
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.keyExchange = null;

        /**
         * RendezvousMessage hc.
         * @member {hbb.HealthCheck.$Properties|null|undefined} hc
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.hc = null;

        /**
         * RendezvousMessage httpProxyRequest.
         * @member {hbb.HttpProxyRequest.$Properties|null|undefined} httpProxyRequest
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.httpProxyRequest = null;

        /**
         * RendezvousMessage httpProxyResponse.
         * @member {hbb.HttpProxyResponse.$Properties|null|undefined} httpProxyResponse
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        RendezvousMessage.prototype.httpProxyResponse = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * RendezvousMessage union.
         * @member {"registerPeer"|"registerPeerResponse"|"punchHoleRequest"|"punchHole"|"punchHoleSent"|"punchHoleResponse"|"fetchLocalAddr"|"localAddr"|"configureUpdate"|"registerPk"|"registerPkResponse"|"softwareUpdate"|"requestRelay"|"relayResponse"|"testNatRequest"|"testNatResponse"|"peerDiscovery"|"onlineRequest"|"onlineResponse"|"keyExchange"|"hc"|"httpProxyRequest"|"httpProxyResponse"|undefined} union
         * @memberof hbb.RendezvousMessage
         * @instance
         */
        $Object.defineProperty(RendezvousMessage.prototype, "union", {
            get: $util.oneOfGetter($oneOfFields = ["registerPeer", "registerPeerResponse", "punchHoleRequest", "punchHole", "punchHoleSent", "punchHoleResponse", "fetchLocalAddr", "localAddr", "configureUpdate", "registerPk", "registerPkResponse", "softwareUpdate", "requestRelay", "relayResponse", "testNatRequest", "testNatResponse", "peerDiscovery", "onlineRequest", "onlineResponse", "keyExchange", "hc", "httpProxyRequest", "httpProxyResponse"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified RendezvousMessage message. Does not implicitly {@link hbb.RendezvousMessage.verify|verify} messages.
         * @function encode
         * @memberof hbb.RendezvousMessage
         * @static
         * @param {hbb.RendezvousMessage.$Properties} message RendezvousMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RendezvousMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.registerPeer != null && $Object.hasOwnProperty.call(message, "registerPeer"))
                $root.hbb.RegisterPeer.encode(message.registerPeer, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.registerPeerResponse != null && $Object.hasOwnProperty.call(message, "registerPeerResponse"))
                $root.hbb.RegisterPeerResponse.encode(message.registerPeerResponse, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.punchHoleRequest != null && $Object.hasOwnProperty.call(message, "punchHoleRequest"))
                $root.hbb.PunchHoleRequest.encode(message.punchHoleRequest, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.punchHole != null && $Object.hasOwnProperty.call(message, "punchHole"))
                $root.hbb.PunchHole.encode(message.punchHole, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.punchHoleSent != null && $Object.hasOwnProperty.call(message, "punchHoleSent"))
                $root.hbb.PunchHoleSent.encode(message.punchHoleSent, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.punchHoleResponse != null && $Object.hasOwnProperty.call(message, "punchHoleResponse"))
                $root.hbb.PunchHoleResponse.encode(message.punchHoleResponse, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.fetchLocalAddr != null && $Object.hasOwnProperty.call(message, "fetchLocalAddr"))
                $root.hbb.FetchLocalAddr.encode(message.fetchLocalAddr, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.localAddr != null && $Object.hasOwnProperty.call(message, "localAddr"))
                $root.hbb.LocalAddr.encode(message.localAddr, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.configureUpdate != null && $Object.hasOwnProperty.call(message, "configureUpdate"))
                $root.hbb.ConfigUpdate.encode(message.configureUpdate, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
            if (message.registerPk != null && $Object.hasOwnProperty.call(message, "registerPk"))
                $root.hbb.RegisterPk.encode(message.registerPk, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
            if (message.registerPkResponse != null && $Object.hasOwnProperty.call(message, "registerPkResponse"))
                $root.hbb.RegisterPkResponse.encode(message.registerPkResponse, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
            if (message.softwareUpdate != null && $Object.hasOwnProperty.call(message, "softwareUpdate"))
                $root.hbb.SoftwareUpdate.encode(message.softwareUpdate, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
            if (message.requestRelay != null && $Object.hasOwnProperty.call(message, "requestRelay"))
                $root.hbb.RequestRelay.encode(message.requestRelay, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
            if (message.relayResponse != null && $Object.hasOwnProperty.call(message, "relayResponse"))
                $root.hbb.RelayResponse.encode(message.relayResponse, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
            if (message.testNatRequest != null && $Object.hasOwnProperty.call(message, "testNatRequest"))
                $root.hbb.TestNatRequest.encode(message.testNatRequest, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
            if (message.testNatResponse != null && $Object.hasOwnProperty.call(message, "testNatResponse"))
                $root.hbb.TestNatResponse.encode(message.testNatResponse, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
            if (message.peerDiscovery != null && $Object.hasOwnProperty.call(message, "peerDiscovery"))
                $root.hbb.PeerDiscovery.encode(message.peerDiscovery, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
            if (message.onlineRequest != null && $Object.hasOwnProperty.call(message, "onlineRequest"))
                $root.hbb.OnlineRequest.encode(message.onlineRequest, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
            if (message.onlineResponse != null && $Object.hasOwnProperty.call(message, "onlineResponse"))
                $root.hbb.OnlineResponse.encode(message.onlineResponse, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
            if (message.keyExchange != null && $Object.hasOwnProperty.call(message, "keyExchange"))
                $root.hbb.KeyExchange.encode(message.keyExchange, writer.uint32(/* id 25, wireType 2 =*/202).fork(), _depth + 1).ldelim();
            if (message.hc != null && $Object.hasOwnProperty.call(message, "hc"))
                $root.hbb.HealthCheck.encode(message.hc, writer.uint32(/* id 26, wireType 2 =*/210).fork(), _depth + 1).ldelim();
            if (message.httpProxyRequest != null && $Object.hasOwnProperty.call(message, "httpProxyRequest"))
                $root.hbb.HttpProxyRequest.encode(message.httpProxyRequest, writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
            if (message.httpProxyResponse != null && $Object.hasOwnProperty.call(message, "httpProxyResponse"))
                $root.hbb.HttpProxyResponse.encode(message.httpProxyResponse, writer.uint32(/* id 28, wireType 2 =*/226).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RendezvousMessage message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RendezvousMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RendezvousMessage & hbb.RendezvousMessage.$Shape} RendezvousMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RendezvousMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RendezvousMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.registerPeer = $root.hbb.RegisterPeer.decode(reader, reader.size(), $undefined, _depth + 1, message.registerPeer);
                        message.union = "registerPeer";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.registerPeerResponse = $root.hbb.RegisterPeerResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.registerPeerResponse);
                        message.union = "registerPeerResponse";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.punchHoleRequest = $root.hbb.PunchHoleRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.punchHoleRequest);
                        message.union = "punchHoleRequest";
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.punchHole = $root.hbb.PunchHole.decode(reader, reader.size(), $undefined, _depth + 1, message.punchHole);
                        message.union = "punchHole";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.punchHoleSent = $root.hbb.PunchHoleSent.decode(reader, reader.size(), $undefined, _depth + 1, message.punchHoleSent);
                        message.union = "punchHoleSent";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.punchHoleResponse = $root.hbb.PunchHoleResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.punchHoleResponse);
                        message.union = "punchHoleResponse";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.fetchLocalAddr = $root.hbb.FetchLocalAddr.decode(reader, reader.size(), $undefined, _depth + 1, message.fetchLocalAddr);
                        message.union = "fetchLocalAddr";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.localAddr = $root.hbb.LocalAddr.decode(reader, reader.size(), $undefined, _depth + 1, message.localAddr);
                        message.union = "localAddr";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.configureUpdate = $root.hbb.ConfigUpdate.decode(reader, reader.size(), $undefined, _depth + 1, message.configureUpdate);
                        message.union = "configureUpdate";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.registerPk = $root.hbb.RegisterPk.decode(reader, reader.size(), $undefined, _depth + 1, message.registerPk);
                        message.union = "registerPk";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.registerPkResponse = $root.hbb.RegisterPkResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.registerPkResponse);
                        message.union = "registerPkResponse";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.softwareUpdate = $root.hbb.SoftwareUpdate.decode(reader, reader.size(), $undefined, _depth + 1, message.softwareUpdate);
                        message.union = "softwareUpdate";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.requestRelay = $root.hbb.RequestRelay.decode(reader, reader.size(), $undefined, _depth + 1, message.requestRelay);
                        message.union = "requestRelay";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.relayResponse = $root.hbb.RelayResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.relayResponse);
                        message.union = "relayResponse";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.testNatRequest = $root.hbb.TestNatRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.testNatRequest);
                        message.union = "testNatRequest";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.testNatResponse = $root.hbb.TestNatResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.testNatResponse);
                        message.union = "testNatResponse";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.peerDiscovery = $root.hbb.PeerDiscovery.decode(reader, reader.size(), $undefined, _depth + 1, message.peerDiscovery);
                        message.union = "peerDiscovery";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.onlineRequest = $root.hbb.OnlineRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.onlineRequest);
                        message.union = "onlineRequest";
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        message.onlineResponse = $root.hbb.OnlineResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.onlineResponse);
                        message.union = "onlineResponse";
                        continue;
                    }
                case 25: {
                        if (wireType !== 2)
                            break;
                        message.keyExchange = $root.hbb.KeyExchange.decode(reader, reader.size(), $undefined, _depth + 1, message.keyExchange);
                        message.union = "keyExchange";
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        message.hc = $root.hbb.HealthCheck.decode(reader, reader.size(), $undefined, _depth + 1, message.hc);
                        message.union = "hc";
                        continue;
                    }
                case 27: {
                        if (wireType !== 2)
                            break;
                        message.httpProxyRequest = $root.hbb.HttpProxyRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.httpProxyRequest);
                        message.union = "httpProxyRequest";
                        continue;
                    }
                case 28: {
                        if (wireType !== 2)
                            break;
                        message.httpProxyResponse = $root.hbb.HttpProxyResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.httpProxyResponse);
                        message.union = "httpProxyResponse";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RendezvousMessage;
    })();

    /**
     * ConnType enum.
     * @name hbb.ConnType
     * @enum {number}
     * @property {number} DEFAULT_CONN=0 DEFAULT_CONN value
     * @property {number} FILE_TRANSFER=1 FILE_TRANSFER value
     * @property {number} PORT_FORWARD=2 PORT_FORWARD value
     * @property {number} RDP=3 RDP value
     * @property {number} VIEW_CAMERA=4 VIEW_CAMERA value
     * @property {number} TERMINAL=5 TERMINAL value
     */
    hbb.ConnType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "DEFAULT_CONN"] = 0;
        values[valuesById[1] = "FILE_TRANSFER"] = 1;
        values[valuesById[2] = "PORT_FORWARD"] = 2;
        values[valuesById[3] = "RDP"] = 3;
        values[valuesById[4] = "VIEW_CAMERA"] = 4;
        values[valuesById[5] = "TERMINAL"] = 5;
        return values;
    })();

    /**
     * NatType enum.
     * @name hbb.NatType
     * @enum {number}
     * @property {number} UNKNOWN_NAT=0 UNKNOWN_NAT value
     * @property {number} ASYMMETRIC=1 ASYMMETRIC value
     * @property {number} SYMMETRIC=2 SYMMETRIC value
     */
    hbb.NatType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "UNKNOWN_NAT"] = 0;
        values[valuesById[1] = "ASYMMETRIC"] = 1;
        values[valuesById[2] = "SYMMETRIC"] = 2;
        return values;
    })();

    hbb.RegisterPeer = (function() {

        /**
         * Properties of a RegisterPeer.
         * @typedef {Object} hbb.RegisterPeer.$Properties
         * @property {string|null} [id] RegisterPeer id
         * @property {number|null} [serial] RegisterPeer serial
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RegisterPeer.
         * @memberof hbb
         * @interface IRegisterPeer
         * @augments hbb.RegisterPeer.$Properties
         * @deprecated Use hbb.RegisterPeer.$Properties instead.
         */

        /**
         * Shape of a RegisterPeer.
         * @typedef {hbb.RegisterPeer.$Properties} hbb.RegisterPeer.$Shape
         */

        /**
         * Constructs a new RegisterPeer.
         * @memberof hbb
         * @classdesc Represents a RegisterPeer.
         * @constructor
         * @param {hbb.RegisterPeer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RegisterPeer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RegisterPeer id.
         * @member {string} id
         * @memberof hbb.RegisterPeer
         * @instance
         */
        RegisterPeer.prototype.id = "";

        /**
         * RegisterPeer serial.
         * @member {number} serial
         * @memberof hbb.RegisterPeer
         * @instance
         */
        RegisterPeer.prototype.serial = 0;

        /**
         * Encodes the specified RegisterPeer message. Does not implicitly {@link hbb.RegisterPeer.verify|verify} messages.
         * @function encode
         * @memberof hbb.RegisterPeer
         * @static
         * @param {hbb.RegisterPeer.$Properties} message RegisterPeer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RegisterPeer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.serial);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RegisterPeer message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RegisterPeer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RegisterPeer & hbb.RegisterPeer.$Shape} RegisterPeer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RegisterPeer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RegisterPeer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.serial = value;
                        else
                            delete message.serial;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RegisterPeer;
    })();

    hbb.RegisterPeerResponse = (function() {

        /**
         * Properties of a RegisterPeerResponse.
         * @typedef {Object} hbb.RegisterPeerResponse.$Properties
         * @property {boolean|null} [requestPk] RegisterPeerResponse requestPk
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RegisterPeerResponse.
         * @memberof hbb
         * @interface IRegisterPeerResponse
         * @augments hbb.RegisterPeerResponse.$Properties
         * @deprecated Use hbb.RegisterPeerResponse.$Properties instead.
         */

        /**
         * Shape of a RegisterPeerResponse.
         * @typedef {hbb.RegisterPeerResponse.$Properties} hbb.RegisterPeerResponse.$Shape
         */

        /**
         * Constructs a new RegisterPeerResponse.
         * @memberof hbb
         * @classdesc Represents a RegisterPeerResponse.
         * @constructor
         * @param {hbb.RegisterPeerResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RegisterPeerResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RegisterPeerResponse requestPk.
         * @member {boolean} requestPk
         * @memberof hbb.RegisterPeerResponse
         * @instance
         */
        RegisterPeerResponse.prototype.requestPk = false;

        /**
         * Encodes the specified RegisterPeerResponse message. Does not implicitly {@link hbb.RegisterPeerResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.RegisterPeerResponse
         * @static
         * @param {hbb.RegisterPeerResponse.$Properties} message RegisterPeerResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RegisterPeerResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestPk != null && $Object.hasOwnProperty.call(message, "requestPk") && message.requestPk !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.requestPk);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RegisterPeerResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RegisterPeerResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RegisterPeerResponse & hbb.RegisterPeerResponse.$Shape} RegisterPeerResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RegisterPeerResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RegisterPeerResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.requestPk = value;
                        else
                            delete message.requestPk;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RegisterPeerResponse;
    })();

    hbb.RegisterPk = (function() {

        /**
         * Properties of a RegisterPk.
         * @typedef {Object} hbb.RegisterPk.$Properties
         * @property {string|null} [id] RegisterPk id
         * @property {Uint8Array|null} [uuid] RegisterPk uuid
         * @property {Uint8Array|null} [pk] RegisterPk pk
         * @property {string|null} [oldId] RegisterPk oldId
         * @property {boolean|null} [noRegisterDevice] RegisterPk noRegisterDevice
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RegisterPk.
         * @memberof hbb
         * @interface IRegisterPk
         * @augments hbb.RegisterPk.$Properties
         * @deprecated Use hbb.RegisterPk.$Properties instead.
         */

        /**
         * Shape of a RegisterPk.
         * @typedef {hbb.RegisterPk.$Properties} hbb.RegisterPk.$Shape
         */

        /**
         * Constructs a new RegisterPk.
         * @memberof hbb
         * @classdesc Represents a RegisterPk.
         * @constructor
         * @param {hbb.RegisterPk.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RegisterPk = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RegisterPk id.
         * @member {string} id
         * @memberof hbb.RegisterPk
         * @instance
         */
        RegisterPk.prototype.id = "";

        /**
         * RegisterPk uuid.
         * @member {Uint8Array} uuid
         * @memberof hbb.RegisterPk
         * @instance
         */
        RegisterPk.prototype.uuid = $util.newBuffer([]);

        /**
         * RegisterPk pk.
         * @member {Uint8Array} pk
         * @memberof hbb.RegisterPk
         * @instance
         */
        RegisterPk.prototype.pk = $util.newBuffer([]);

        /**
         * RegisterPk oldId.
         * @member {string} oldId
         * @memberof hbb.RegisterPk
         * @instance
         */
        RegisterPk.prototype.oldId = "";

        /**
         * RegisterPk noRegisterDevice.
         * @member {boolean} noRegisterDevice
         * @memberof hbb.RegisterPk
         * @instance
         */
        RegisterPk.prototype.noRegisterDevice = false;

        /**
         * Encodes the specified RegisterPk message. Does not implicitly {@link hbb.RegisterPk.verify|verify} messages.
         * @function encode
         * @memberof hbb.RegisterPk
         * @static
         * @param {hbb.RegisterPk.$Properties} message RegisterPk message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RegisterPk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.uuid != null && $Object.hasOwnProperty.call(message, "uuid") && message.uuid.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.uuid);
            if (message.pk != null && $Object.hasOwnProperty.call(message, "pk") && message.pk.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.pk);
            if (message.oldId != null && $Object.hasOwnProperty.call(message, "oldId") && message.oldId !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.oldId);
            if (message.noRegisterDevice != null && $Object.hasOwnProperty.call(message, "noRegisterDevice") && message.noRegisterDevice !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.noRegisterDevice);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RegisterPk message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RegisterPk
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RegisterPk & hbb.RegisterPk.$Shape} RegisterPk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RegisterPk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RegisterPk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.uuid = value;
                        else
                            delete message.uuid;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.pk = value;
                        else
                            delete message.pk;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.oldId = value;
                        else
                            delete message.oldId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.noRegisterDevice = value;
                        else
                            delete message.noRegisterDevice;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RegisterPk;
    })();

    hbb.RegisterPkResponse = (function() {

        /**
         * Properties of a RegisterPkResponse.
         * @typedef {Object} hbb.RegisterPkResponse.$Properties
         * @property {hbb.RegisterPkResponse.Result|null} [result] RegisterPkResponse result
         * @property {number|null} [keepAlive] RegisterPkResponse keepAlive
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RegisterPkResponse.
         * @memberof hbb
         * @interface IRegisterPkResponse
         * @augments hbb.RegisterPkResponse.$Properties
         * @deprecated Use hbb.RegisterPkResponse.$Properties instead.
         */

        /**
         * Shape of a RegisterPkResponse.
         * @typedef {hbb.RegisterPkResponse.$Properties} hbb.RegisterPkResponse.$Shape
         */

        /**
         * Constructs a new RegisterPkResponse.
         * @memberof hbb
         * @classdesc Represents a RegisterPkResponse.
         * @constructor
         * @param {hbb.RegisterPkResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RegisterPkResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RegisterPkResponse result.
         * @member {hbb.RegisterPkResponse.Result} result
         * @memberof hbb.RegisterPkResponse
         * @instance
         */
        RegisterPkResponse.prototype.result = 0;

        /**
         * RegisterPkResponse keepAlive.
         * @member {number} keepAlive
         * @memberof hbb.RegisterPkResponse
         * @instance
         */
        RegisterPkResponse.prototype.keepAlive = 0;

        /**
         * Encodes the specified RegisterPkResponse message. Does not implicitly {@link hbb.RegisterPkResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.RegisterPkResponse
         * @static
         * @param {hbb.RegisterPkResponse.$Properties} message RegisterPkResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RegisterPkResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.result != null && $Object.hasOwnProperty.call(message, "result") && message.result !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.result);
            if (message.keepAlive != null && $Object.hasOwnProperty.call(message, "keepAlive") && message.keepAlive !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.keepAlive);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RegisterPkResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RegisterPkResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RegisterPkResponse & hbb.RegisterPkResponse.$Shape} RegisterPkResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RegisterPkResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RegisterPkResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.result = value;
                        else
                            delete message.result;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.keepAlive = value;
                        else
                            delete message.keepAlive;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Result enum.
         * @name hbb.RegisterPkResponse.Result
         * @enum {number}
         * @property {number} OK=0 OK value
         * @property {number} UUID_MISMATCH=2 UUID_MISMATCH value
         * @property {number} ID_EXISTS=3 ID_EXISTS value
         * @property {number} TOO_FREQUENT=4 TOO_FREQUENT value
         * @property {number} INVALID_ID_FORMAT=5 INVALID_ID_FORMAT value
         * @property {number} NOT_SUPPORT=6 NOT_SUPPORT value
         * @property {number} SERVER_ERROR=7 SERVER_ERROR value
         * @property {number} NOT_DEPLOYED=8 NOT_DEPLOYED value
         */
        RegisterPkResponse.Result = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "OK"] = 0;
            values[valuesById[2] = "UUID_MISMATCH"] = 2;
            values[valuesById[3] = "ID_EXISTS"] = 3;
            values[valuesById[4] = "TOO_FREQUENT"] = 4;
            values[valuesById[5] = "INVALID_ID_FORMAT"] = 5;
            values[valuesById[6] = "NOT_SUPPORT"] = 6;
            values[valuesById[7] = "SERVER_ERROR"] = 7;
            values[valuesById[8] = "NOT_DEPLOYED"] = 8;
            return values;
        })();

        return RegisterPkResponse;
    })();

    hbb.PunchHoleRequest = (function() {

        /**
         * Properties of a PunchHoleRequest.
         * @typedef {Object} hbb.PunchHoleRequest.$Properties
         * @property {string|null} [id] PunchHoleRequest id
         * @property {hbb.NatType|null} [natType] PunchHoleRequest natType
         * @property {string|null} [licenceKey] PunchHoleRequest licenceKey
         * @property {hbb.ConnType|null} [connType] PunchHoleRequest connType
         * @property {string|null} [token] PunchHoleRequest token
         * @property {string|null} [version] PunchHoleRequest version
         * @property {number|null} [udpPort] PunchHoleRequest udpPort
         * @property {boolean|null} [forceRelay] PunchHoleRequest forceRelay
         * @property {number|null} [upnpPort] PunchHoleRequest upnpPort
         * @property {Uint8Array|null} [socketAddrV6] PunchHoleRequest socketAddrV6
         * @property {string|null} [switchCode] PunchHoleRequest switchCode
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PunchHoleRequest.
         * @memberof hbb
         * @interface IPunchHoleRequest
         * @augments hbb.PunchHoleRequest.$Properties
         * @deprecated Use hbb.PunchHoleRequest.$Properties instead.
         */

        /**
         * Shape of a PunchHoleRequest.
         * @typedef {hbb.PunchHoleRequest.$Properties} hbb.PunchHoleRequest.$Shape
         */

        /**
         * Constructs a new PunchHoleRequest.
         * @memberof hbb
         * @classdesc Represents a PunchHoleRequest.
         * @constructor
         * @param {hbb.PunchHoleRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PunchHoleRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PunchHoleRequest id.
         * @member {string} id
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.id = "";

        /**
         * PunchHoleRequest natType.
         * @member {hbb.NatType} natType
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.natType = 0;

        /**
         * PunchHoleRequest licenceKey.
         * @member {string} licenceKey
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.licenceKey = "";

        /**
         * PunchHoleRequest connType.
         * @member {hbb.ConnType} connType
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.connType = 0;

        /**
         * PunchHoleRequest token.
         * @member {string} token
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.token = "";

        /**
         * PunchHoleRequest version.
         * @member {string} version
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.version = "";

        /**
         * PunchHoleRequest udpPort.
         * @member {number} udpPort
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.udpPort = 0;

        /**
         * PunchHoleRequest forceRelay.
         * @member {boolean} forceRelay
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.forceRelay = false;

        /**
         * PunchHoleRequest upnpPort.
         * @member {number} upnpPort
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.upnpPort = 0;

        /**
         * PunchHoleRequest socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.socketAddrV6 = $util.newBuffer([]);

        /**
         * PunchHoleRequest switchCode.
         * @member {string} switchCode
         * @memberof hbb.PunchHoleRequest
         * @instance
         */
        PunchHoleRequest.prototype.switchCode = "";

        /**
         * Encodes the specified PunchHoleRequest message. Does not implicitly {@link hbb.PunchHoleRequest.verify|verify} messages.
         * @function encode
         * @memberof hbb.PunchHoleRequest
         * @static
         * @param {hbb.PunchHoleRequest.$Properties} message PunchHoleRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PunchHoleRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.natType != null && $Object.hasOwnProperty.call(message, "natType") && message.natType !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.natType);
            if (message.licenceKey != null && $Object.hasOwnProperty.call(message, "licenceKey") && message.licenceKey !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.licenceKey);
            if (message.connType != null && $Object.hasOwnProperty.call(message, "connType") && message.connType !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).int32(message.connType);
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.token);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.version);
            if (message.udpPort != null && $Object.hasOwnProperty.call(message, "udpPort") && message.udpPort !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).int32(message.udpPort);
            if (message.forceRelay != null && $Object.hasOwnProperty.call(message, "forceRelay") && message.forceRelay !== false)
                writer.uint32(/* id 8, wireType 0 =*/64).bool(message.forceRelay);
            if (message.upnpPort != null && $Object.hasOwnProperty.call(message, "upnpPort") && message.upnpPort !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).int32(message.upnpPort);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.socketAddrV6);
            if (message.switchCode != null && $Object.hasOwnProperty.call(message, "switchCode") && message.switchCode !== "")
                writer.uint32(/* id 11, wireType 2 =*/90).string(message.switchCode);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PunchHoleRequest message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.PunchHoleRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.PunchHoleRequest & hbb.PunchHoleRequest.$Shape} PunchHoleRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PunchHoleRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.PunchHoleRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.natType = value;
                        else
                            delete message.natType;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.licenceKey = value;
                        else
                            delete message.licenceKey;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.connType = value;
                        else
                            delete message.connType;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.udpPort = value;
                        else
                            delete message.udpPort;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.forceRelay = value;
                        else
                            delete message.forceRelay;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.upnpPort = value;
                        else
                            delete message.upnpPort;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.switchCode = value;
                        else
                            delete message.switchCode;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PunchHoleRequest;
    })();

    hbb.ControlPermissions = (function() {

        /**
         * Properties of a ControlPermissions.
         * @typedef {Object} hbb.ControlPermissions.$Properties
         * @property {number|Long|null} [permissions] ControlPermissions permissions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ControlPermissions.
         * @memberof hbb
         * @interface IControlPermissions
         * @augments hbb.ControlPermissions.$Properties
         * @deprecated Use hbb.ControlPermissions.$Properties instead.
         */

        /**
         * Shape of a ControlPermissions.
         * @typedef {hbb.ControlPermissions.$Properties} hbb.ControlPermissions.$Shape
         */

        /**
         * Constructs a new ControlPermissions.
         * @memberof hbb
         * @classdesc Represents a ControlPermissions.
         * @constructor
         * @param {hbb.ControlPermissions.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ControlPermissions = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ControlPermissions permissions.
         * @member {number|Long} permissions
         * @memberof hbb.ControlPermissions
         * @instance
         */
        ControlPermissions.prototype.permissions = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Encodes the specified ControlPermissions message. Does not implicitly {@link hbb.ControlPermissions.verify|verify} messages.
         * @function encode
         * @memberof hbb.ControlPermissions
         * @static
         * @param {hbb.ControlPermissions.$Properties} message ControlPermissions message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ControlPermissions.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.permissions != null && $Object.hasOwnProperty.call(message, "permissions") && (typeof message.permissions === "object" ? message.permissions.low || message.permissions.high : message.permissions !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.permissions);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ControlPermissions message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.ControlPermissions
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.ControlPermissions & hbb.ControlPermissions.$Shape} ControlPermissions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ControlPermissions.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.ControlPermissions();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.permissions = value;
                        else
                            delete message.permissions;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ControlPermissions;
    })();

    hbb.ControlledContext = (function() {

        /**
         * Properties of a ControlledContext.
         * @typedef {Object} hbb.ControlledContext.$Properties
         * @property {string|null} [connAuditRef] ControlledContext connAuditRef
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ControlledContext.
         * @memberof hbb
         * @interface IControlledContext
         * @augments hbb.ControlledContext.$Properties
         * @deprecated Use hbb.ControlledContext.$Properties instead.
         */

        /**
         * Shape of a ControlledContext.
         * @typedef {hbb.ControlledContext.$Properties} hbb.ControlledContext.$Shape
         */

        /**
         * Constructs a new ControlledContext.
         * @memberof hbb
         * @classdesc Represents a ControlledContext.
         * @constructor
         * @param {hbb.ControlledContext.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ControlledContext = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ControlledContext connAuditRef.
         * @member {string} connAuditRef
         * @memberof hbb.ControlledContext
         * @instance
         */
        ControlledContext.prototype.connAuditRef = "";

        /**
         * Encodes the specified ControlledContext message. Does not implicitly {@link hbb.ControlledContext.verify|verify} messages.
         * @function encode
         * @memberof hbb.ControlledContext
         * @static
         * @param {hbb.ControlledContext.$Properties} message ControlledContext message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ControlledContext.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.connAuditRef != null && $Object.hasOwnProperty.call(message, "connAuditRef") && message.connAuditRef !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.connAuditRef);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ControlledContext message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.ControlledContext
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.ControlledContext & hbb.ControlledContext.$Shape} ControlledContext
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ControlledContext.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.ControlledContext();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.connAuditRef = value;
                        else
                            delete message.connAuditRef;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ControlledContext;
    })();

    hbb.PunchHole = (function() {

        /**
         * Properties of a PunchHole.
         * @typedef {Object} hbb.PunchHole.$Properties
         * @property {Uint8Array|null} [socketAddr] PunchHole socketAddr
         * @property {string|null} [relayServer] PunchHole relayServer
         * @property {hbb.NatType|null} [natType] PunchHole natType
         * @property {number|null} [udpPort] PunchHole udpPort
         * @property {boolean|null} [forceRelay] PunchHole forceRelay
         * @property {number|null} [upnpPort] PunchHole upnpPort
         * @property {Uint8Array|null} [socketAddrV6] PunchHole socketAddrV6
         * @property {hbb.ControlPermissions.$Properties|null} [controlPermissions] PunchHole controlPermissions
         * @property {hbb.ControlledContext.$Properties|null} [controlledContext] PunchHole controlledContext
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PunchHole.
         * @memberof hbb
         * @interface IPunchHole
         * @augments hbb.PunchHole.$Properties
         * @deprecated Use hbb.PunchHole.$Properties instead.
         */

        /**
         * Shape of a PunchHole.
         * @typedef {hbb.PunchHole.$Properties} hbb.PunchHole.$Shape
         */

        /**
         * Constructs a new PunchHole.
         * @memberof hbb
         * @classdesc Represents a PunchHole.
         * @constructor
         * @param {hbb.PunchHole.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PunchHole = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PunchHole socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.socketAddr = $util.newBuffer([]);

        /**
         * PunchHole relayServer.
         * @member {string} relayServer
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.relayServer = "";

        /**
         * PunchHole natType.
         * @member {hbb.NatType} natType
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.natType = 0;

        /**
         * PunchHole udpPort.
         * @member {number} udpPort
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.udpPort = 0;

        /**
         * PunchHole forceRelay.
         * @member {boolean} forceRelay
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.forceRelay = false;

        /**
         * PunchHole upnpPort.
         * @member {number} upnpPort
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.upnpPort = 0;

        /**
         * PunchHole socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.socketAddrV6 = $util.newBuffer([]);

        /**
         * PunchHole controlPermissions.
         * @member {hbb.ControlPermissions.$Properties|null|undefined} controlPermissions
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.controlPermissions = null;

        /**
         * PunchHole controlledContext.
         * @member {hbb.ControlledContext.$Properties|null|undefined} controlledContext
         * @memberof hbb.PunchHole
         * @instance
         */
        PunchHole.prototype.controlledContext = null;

        /**
         * Encodes the specified PunchHole message. Does not implicitly {@link hbb.PunchHole.verify|verify} messages.
         * @function encode
         * @memberof hbb.PunchHole
         * @static
         * @param {hbb.PunchHole.$Properties} message PunchHole message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PunchHole.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.socketAddr);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.relayServer);
            if (message.natType != null && $Object.hasOwnProperty.call(message, "natType") && message.natType !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.natType);
            if (message.udpPort != null && $Object.hasOwnProperty.call(message, "udpPort") && message.udpPort !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).int32(message.udpPort);
            if (message.forceRelay != null && $Object.hasOwnProperty.call(message, "forceRelay") && message.forceRelay !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.forceRelay);
            if (message.upnpPort != null && $Object.hasOwnProperty.call(message, "upnpPort") && message.upnpPort !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).int32(message.upnpPort);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.socketAddrV6);
            if (message.controlPermissions != null && $Object.hasOwnProperty.call(message, "controlPermissions"))
                $root.hbb.ControlPermissions.encode(message.controlPermissions, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.controlledContext != null && $Object.hasOwnProperty.call(message, "controlledContext"))
                $root.hbb.ControlledContext.encode(message.controlledContext, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PunchHole message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.PunchHole
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.PunchHole & hbb.PunchHole.$Shape} PunchHole
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PunchHole.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.PunchHole();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.natType = value;
                        else
                            delete message.natType;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.udpPort = value;
                        else
                            delete message.udpPort;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.forceRelay = value;
                        else
                            delete message.forceRelay;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.upnpPort = value;
                        else
                            delete message.upnpPort;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.controlPermissions = $root.hbb.ControlPermissions.decode(reader, reader.size(), $undefined, _depth + 1, message.controlPermissions);
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.controlledContext = $root.hbb.ControlledContext.decode(reader, reader.size(), $undefined, _depth + 1, message.controlledContext);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PunchHole;
    })();

    hbb.PunchHoleSent = (function() {

        /**
         * Properties of a PunchHoleSent.
         * @typedef {Object} hbb.PunchHoleSent.$Properties
         * @property {Uint8Array|null} [socketAddr] PunchHoleSent socketAddr
         * @property {string|null} [id] PunchHoleSent id
         * @property {string|null} [relayServer] PunchHoleSent relayServer
         * @property {hbb.NatType|null} [natType] PunchHoleSent natType
         * @property {string|null} [version] PunchHoleSent version
         * @property {number|null} [upnpPort] PunchHoleSent upnpPort
         * @property {Uint8Array|null} [socketAddrV6] PunchHoleSent socketAddrV6
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PunchHoleSent.
         * @memberof hbb
         * @interface IPunchHoleSent
         * @augments hbb.PunchHoleSent.$Properties
         * @deprecated Use hbb.PunchHoleSent.$Properties instead.
         */

        /**
         * Shape of a PunchHoleSent.
         * @typedef {hbb.PunchHoleSent.$Properties} hbb.PunchHoleSent.$Shape
         */

        /**
         * Constructs a new PunchHoleSent.
         * @memberof hbb
         * @classdesc Represents a PunchHoleSent.
         * @constructor
         * @param {hbb.PunchHoleSent.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PunchHoleSent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PunchHoleSent socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.socketAddr = $util.newBuffer([]);

        /**
         * PunchHoleSent id.
         * @member {string} id
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.id = "";

        /**
         * PunchHoleSent relayServer.
         * @member {string} relayServer
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.relayServer = "";

        /**
         * PunchHoleSent natType.
         * @member {hbb.NatType} natType
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.natType = 0;

        /**
         * PunchHoleSent version.
         * @member {string} version
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.version = "";

        /**
         * PunchHoleSent upnpPort.
         * @member {number} upnpPort
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.upnpPort = 0;

        /**
         * PunchHoleSent socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.PunchHoleSent
         * @instance
         */
        PunchHoleSent.prototype.socketAddrV6 = $util.newBuffer([]);

        /**
         * Encodes the specified PunchHoleSent message. Does not implicitly {@link hbb.PunchHoleSent.verify|verify} messages.
         * @function encode
         * @memberof hbb.PunchHoleSent
         * @static
         * @param {hbb.PunchHoleSent.$Properties} message PunchHoleSent message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PunchHoleSent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.socketAddr);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.relayServer);
            if (message.natType != null && $Object.hasOwnProperty.call(message, "natType") && message.natType !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).int32(message.natType);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.version);
            if (message.upnpPort != null && $Object.hasOwnProperty.call(message, "upnpPort") && message.upnpPort !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).int32(message.upnpPort);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.socketAddrV6);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PunchHoleSent message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.PunchHoleSent
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.PunchHoleSent & hbb.PunchHoleSent.$Shape} PunchHoleSent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PunchHoleSent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.PunchHoleSent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.natType = value;
                        else
                            delete message.natType;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.upnpPort = value;
                        else
                            delete message.upnpPort;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PunchHoleSent;
    })();

    hbb.PunchHoleResponse = (function() {

        /**
         * Properties of a PunchHoleResponse.
         * @typedef {Object} hbb.PunchHoleResponse.$Properties
         * @property {Uint8Array|null} [socketAddr] PunchHoleResponse socketAddr
         * @property {Uint8Array|null} [pk] PunchHoleResponse pk
         * @property {hbb.PunchHoleResponse.Failure|null} [failure] PunchHoleResponse failure
         * @property {string|null} [relayServer] PunchHoleResponse relayServer
         * @property {hbb.NatType|null} [natType] PunchHoleResponse natType
         * @property {boolean|null} [isLocal] PunchHoleResponse isLocal
         * @property {string|null} [otherFailure] PunchHoleResponse otherFailure
         * @property {number|null} [feedback] PunchHoleResponse feedback
         * @property {boolean|null} [isUdp] PunchHoleResponse isUdp
         * @property {number|null} [upnpPort] PunchHoleResponse upnpPort
         * @property {Uint8Array|null} [socketAddrV6] PunchHoleResponse socketAddrV6
         * @property {"natType"|"isLocal"} [union] PunchHoleResponse union
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PunchHoleResponse.
         * @memberof hbb
         * @interface IPunchHoleResponse
         * @augments hbb.PunchHoleResponse.$Properties
         * @deprecated Use hbb.PunchHoleResponse.$Properties instead.
         */

        /**
         * Narrowed shape of a PunchHoleResponse.
         * @typedef {{
         *   socketAddr?: Uint8Array|null;
         *   pk?: Uint8Array|null;
         *   failure?: hbb.PunchHoleResponse.Failure|null;
         *   relayServer?: string|null;
         *   natType?: hbb.NatType|null;
         *   isLocal?: boolean|null;
         *   otherFailure?: string|null;
         *   feedback?: number|null;
         *   isUdp?: boolean|null;
         *   upnpPort?: number|null;
         *   socketAddrV6?: Uint8Array|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ union?: undefined; natType?: null; isLocal?: null }|{ union?: "natType"; natType: hbb.NatType; isLocal?: null }|{ union?: "isLocal"; natType?: null; isLocal: boolean })
         * )} hbb.PunchHoleResponse.$Shape
         */

        /**
         * Constructs a new PunchHoleResponse.
         * @memberof hbb
         * @classdesc Represents a PunchHoleResponse.
         * @constructor
         * @param {hbb.PunchHoleResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PunchHoleResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PunchHoleResponse socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.socketAddr = $util.newBuffer([]);

        /**
         * PunchHoleResponse pk.
         * @member {Uint8Array} pk
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.pk = $util.newBuffer([]);

        /**
         * PunchHoleResponse failure.
         * @member {hbb.PunchHoleResponse.Failure} failure
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.failure = 0;

        /**
         * PunchHoleResponse relayServer.
         * @member {string} relayServer
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.relayServer = "";

        /**
         * PunchHoleResponse natType.
         * @member {hbb.NatType|null|undefined} natType
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.natType = null;

        /**
         * PunchHoleResponse isLocal.
         * @member {boolean|null|undefined} isLocal
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.isLocal = null;

        /**
         * PunchHoleResponse otherFailure.
         * @member {string} otherFailure
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.otherFailure = "";

        /**
         * PunchHoleResponse feedback.
         * @member {number} feedback
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.feedback = 0;

        /**
         * PunchHoleResponse isUdp.
         * @member {boolean} isUdp
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.isUdp = false;

        /**
         * PunchHoleResponse upnpPort.
         * @member {number} upnpPort
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.upnpPort = 0;

        /**
         * PunchHoleResponse socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        PunchHoleResponse.prototype.socketAddrV6 = $util.newBuffer([]);

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * PunchHoleResponse union.
         * @member {"natType"|"isLocal"|undefined} union
         * @memberof hbb.PunchHoleResponse
         * @instance
         */
        $Object.defineProperty(PunchHoleResponse.prototype, "union", {
            get: $util.oneOfGetter($oneOfFields = ["natType", "isLocal"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified PunchHoleResponse message. Does not implicitly {@link hbb.PunchHoleResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.PunchHoleResponse
         * @static
         * @param {hbb.PunchHoleResponse.$Properties} message PunchHoleResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PunchHoleResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.socketAddr);
            if (message.pk != null && $Object.hasOwnProperty.call(message, "pk") && message.pk.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.pk);
            if (message.failure != null && $Object.hasOwnProperty.call(message, "failure") && message.failure !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.failure);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.relayServer);
            if (message.natType != null && $Object.hasOwnProperty.call(message, "natType"))
                writer.uint32(/* id 5, wireType 0 =*/40).int32(message.natType);
            if (message.isLocal != null && $Object.hasOwnProperty.call(message, "isLocal"))
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.isLocal);
            if (message.otherFailure != null && $Object.hasOwnProperty.call(message, "otherFailure") && message.otherFailure !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.otherFailure);
            if (message.feedback != null && $Object.hasOwnProperty.call(message, "feedback") && message.feedback !== 0)
                writer.uint32(/* id 8, wireType 0 =*/64).int32(message.feedback);
            if (message.isUdp != null && $Object.hasOwnProperty.call(message, "isUdp") && message.isUdp !== false)
                writer.uint32(/* id 9, wireType 0 =*/72).bool(message.isUdp);
            if (message.upnpPort != null && $Object.hasOwnProperty.call(message, "upnpPort") && message.upnpPort !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).int32(message.upnpPort);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 11, wireType 2 =*/90).bytes(message.socketAddrV6);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PunchHoleResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.PunchHoleResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.PunchHoleResponse & hbb.PunchHoleResponse.$Shape} PunchHoleResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PunchHoleResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.PunchHoleResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.pk = value;
                        else
                            delete message.pk;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.failure = value;
                        else
                            delete message.failure;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        message.natType = reader.int32();
                        message.union = "natType";
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        message.isLocal = reader.bool();
                        message.union = "isLocal";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.otherFailure = value;
                        else
                            delete message.otherFailure;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.feedback = value;
                        else
                            delete message.feedback;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.isUdp = value;
                        else
                            delete message.isUdp;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.upnpPort = value;
                        else
                            delete message.upnpPort;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Failure enum.
         * @name hbb.PunchHoleResponse.Failure
         * @enum {number}
         * @property {number} ID_NOT_EXIST=0 ID_NOT_EXIST value
         * @property {number} OFFLINE=2 OFFLINE value
         * @property {number} LICENSE_MISMATCH=3 LICENSE_MISMATCH value
         * @property {number} LICENSE_OVERUSE=4 LICENSE_OVERUSE value
         */
        PunchHoleResponse.Failure = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ID_NOT_EXIST"] = 0;
            values[valuesById[2] = "OFFLINE"] = 2;
            values[valuesById[3] = "LICENSE_MISMATCH"] = 3;
            values[valuesById[4] = "LICENSE_OVERUSE"] = 4;
            return values;
        })();

        return PunchHoleResponse;
    })();

    hbb.FetchLocalAddr = (function() {

        /**
         * Properties of a FetchLocalAddr.
         * @typedef {Object} hbb.FetchLocalAddr.$Properties
         * @property {Uint8Array|null} [socketAddr] FetchLocalAddr socketAddr
         * @property {string|null} [relayServer] FetchLocalAddr relayServer
         * @property {Uint8Array|null} [socketAddrV6] FetchLocalAddr socketAddrV6
         * @property {hbb.ControlPermissions.$Properties|null} [controlPermissions] FetchLocalAddr controlPermissions
         * @property {hbb.ControlledContext.$Properties|null} [controlledContext] FetchLocalAddr controlledContext
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FetchLocalAddr.
         * @memberof hbb
         * @interface IFetchLocalAddr
         * @augments hbb.FetchLocalAddr.$Properties
         * @deprecated Use hbb.FetchLocalAddr.$Properties instead.
         */

        /**
         * Shape of a FetchLocalAddr.
         * @typedef {hbb.FetchLocalAddr.$Properties} hbb.FetchLocalAddr.$Shape
         */

        /**
         * Constructs a new FetchLocalAddr.
         * @memberof hbb
         * @classdesc Represents a FetchLocalAddr.
         * @constructor
         * @param {hbb.FetchLocalAddr.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FetchLocalAddr = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FetchLocalAddr socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.FetchLocalAddr
         * @instance
         */
        FetchLocalAddr.prototype.socketAddr = $util.newBuffer([]);

        /**
         * FetchLocalAddr relayServer.
         * @member {string} relayServer
         * @memberof hbb.FetchLocalAddr
         * @instance
         */
        FetchLocalAddr.prototype.relayServer = "";

        /**
         * FetchLocalAddr socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.FetchLocalAddr
         * @instance
         */
        FetchLocalAddr.prototype.socketAddrV6 = $util.newBuffer([]);

        /**
         * FetchLocalAddr controlPermissions.
         * @member {hbb.ControlPermissions.$Properties|null|undefined} controlPermissions
         * @memberof hbb.FetchLocalAddr
         * @instance
         */
        FetchLocalAddr.prototype.controlPermissions = null;

        /**
         * FetchLocalAddr controlledContext.
         * @member {hbb.ControlledContext.$Properties|null|undefined} controlledContext
         * @memberof hbb.FetchLocalAddr
         * @instance
         */
        FetchLocalAddr.prototype.controlledContext = null;

        /**
         * Encodes the specified FetchLocalAddr message. Does not implicitly {@link hbb.FetchLocalAddr.verify|verify} messages.
         * @function encode
         * @memberof hbb.FetchLocalAddr
         * @static
         * @param {hbb.FetchLocalAddr.$Properties} message FetchLocalAddr message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FetchLocalAddr.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.socketAddr);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.relayServer);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.socketAddrV6);
            if (message.controlPermissions != null && $Object.hasOwnProperty.call(message, "controlPermissions"))
                $root.hbb.ControlPermissions.encode(message.controlPermissions, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.controlledContext != null && $Object.hasOwnProperty.call(message, "controlledContext"))
                $root.hbb.ControlledContext.encode(message.controlledContext, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FetchLocalAddr message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.FetchLocalAddr
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.FetchLocalAddr & hbb.FetchLocalAddr.$Shape} FetchLocalAddr
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FetchLocalAddr.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.FetchLocalAddr();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.controlPermissions = $root.hbb.ControlPermissions.decode(reader, reader.size(), $undefined, _depth + 1, message.controlPermissions);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.controlledContext = $root.hbb.ControlledContext.decode(reader, reader.size(), $undefined, _depth + 1, message.controlledContext);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FetchLocalAddr;
    })();

    hbb.LocalAddr = (function() {

        /**
         * Properties of a LocalAddr.
         * @typedef {Object} hbb.LocalAddr.$Properties
         * @property {Uint8Array|null} [socketAddr] LocalAddr socketAddr
         * @property {Uint8Array|null} [localAddr] LocalAddr localAddr
         * @property {string|null} [relayServer] LocalAddr relayServer
         * @property {string|null} [id] LocalAddr id
         * @property {string|null} [version] LocalAddr version
         * @property {Uint8Array|null} [socketAddrV6] LocalAddr socketAddrV6
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LocalAddr.
         * @memberof hbb
         * @interface ILocalAddr
         * @augments hbb.LocalAddr.$Properties
         * @deprecated Use hbb.LocalAddr.$Properties instead.
         */

        /**
         * Shape of a LocalAddr.
         * @typedef {hbb.LocalAddr.$Properties} hbb.LocalAddr.$Shape
         */

        /**
         * Constructs a new LocalAddr.
         * @memberof hbb
         * @classdesc Represents a LocalAddr.
         * @constructor
         * @param {hbb.LocalAddr.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LocalAddr = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LocalAddr socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.LocalAddr
         * @instance
         */
        LocalAddr.prototype.socketAddr = $util.newBuffer([]);

        /**
         * LocalAddr localAddr.
         * @member {Uint8Array} localAddr
         * @memberof hbb.LocalAddr
         * @instance
         */
        LocalAddr.prototype.localAddr = $util.newBuffer([]);

        /**
         * LocalAddr relayServer.
         * @member {string} relayServer
         * @memberof hbb.LocalAddr
         * @instance
         */
        LocalAddr.prototype.relayServer = "";

        /**
         * LocalAddr id.
         * @member {string} id
         * @memberof hbb.LocalAddr
         * @instance
         */
        LocalAddr.prototype.id = "";

        /**
         * LocalAddr version.
         * @member {string} version
         * @memberof hbb.LocalAddr
         * @instance
         */
        LocalAddr.prototype.version = "";

        /**
         * LocalAddr socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.LocalAddr
         * @instance
         */
        LocalAddr.prototype.socketAddrV6 = $util.newBuffer([]);

        /**
         * Encodes the specified LocalAddr message. Does not implicitly {@link hbb.LocalAddr.verify|verify} messages.
         * @function encode
         * @memberof hbb.LocalAddr
         * @static
         * @param {hbb.LocalAddr.$Properties} message LocalAddr message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LocalAddr.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.socketAddr);
            if (message.localAddr != null && $Object.hasOwnProperty.call(message, "localAddr") && message.localAddr.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.localAddr);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.relayServer);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.id);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.version);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.socketAddrV6);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LocalAddr message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.LocalAddr
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.LocalAddr & hbb.LocalAddr.$Shape} LocalAddr
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LocalAddr.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.LocalAddr();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.localAddr = value;
                        else
                            delete message.localAddr;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LocalAddr;
    })();

    hbb.RequestRelay = (function() {

        /**
         * Properties of a RequestRelay.
         * @typedef {Object} hbb.RequestRelay.$Properties
         * @property {string|null} [id] RequestRelay id
         * @property {string|null} [uuid] RequestRelay uuid
         * @property {Uint8Array|null} [socketAddr] RequestRelay socketAddr
         * @property {string|null} [relayServer] RequestRelay relayServer
         * @property {boolean|null} [secure] RequestRelay secure
         * @property {string|null} [licenceKey] RequestRelay licenceKey
         * @property {hbb.ConnType|null} [connType] RequestRelay connType
         * @property {string|null} [token] RequestRelay token
         * @property {hbb.ControlPermissions.$Properties|null} [controlPermissions] RequestRelay controlPermissions
         * @property {hbb.ControlledContext.$Properties|null} [controlledContext] RequestRelay controlledContext
         * @property {string|null} [switchCode] RequestRelay switchCode
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestRelay.
         * @memberof hbb
         * @interface IRequestRelay
         * @augments hbb.RequestRelay.$Properties
         * @deprecated Use hbb.RequestRelay.$Properties instead.
         */

        /**
         * Shape of a RequestRelay.
         * @typedef {hbb.RequestRelay.$Properties} hbb.RequestRelay.$Shape
         */

        /**
         * Constructs a new RequestRelay.
         * @memberof hbb
         * @classdesc Represents a RequestRelay.
         * @constructor
         * @param {hbb.RequestRelay.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestRelay = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestRelay id.
         * @member {string} id
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.id = "";

        /**
         * RequestRelay uuid.
         * @member {string} uuid
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.uuid = "";

        /**
         * RequestRelay socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.socketAddr = $util.newBuffer([]);

        /**
         * RequestRelay relayServer.
         * @member {string} relayServer
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.relayServer = "";

        /**
         * RequestRelay secure.
         * @member {boolean} secure
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.secure = false;

        /**
         * RequestRelay licenceKey.
         * @member {string} licenceKey
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.licenceKey = "";

        /**
         * RequestRelay connType.
         * @member {hbb.ConnType} connType
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.connType = 0;

        /**
         * RequestRelay token.
         * @member {string} token
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.token = "";

        /**
         * RequestRelay controlPermissions.
         * @member {hbb.ControlPermissions.$Properties|null|undefined} controlPermissions
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.controlPermissions = null;

        /**
         * RequestRelay controlledContext.
         * @member {hbb.ControlledContext.$Properties|null|undefined} controlledContext
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.controlledContext = null;

        /**
         * RequestRelay switchCode.
         * @member {string} switchCode
         * @memberof hbb.RequestRelay
         * @instance
         */
        RequestRelay.prototype.switchCode = "";

        /**
         * Encodes the specified RequestRelay message. Does not implicitly {@link hbb.RequestRelay.verify|verify} messages.
         * @function encode
         * @memberof hbb.RequestRelay
         * @static
         * @param {hbb.RequestRelay.$Properties} message RequestRelay message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestRelay.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.uuid != null && $Object.hasOwnProperty.call(message, "uuid") && message.uuid !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.uuid);
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.socketAddr);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.relayServer);
            if (message.secure != null && $Object.hasOwnProperty.call(message, "secure") && message.secure !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.secure);
            if (message.licenceKey != null && $Object.hasOwnProperty.call(message, "licenceKey") && message.licenceKey !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.licenceKey);
            if (message.connType != null && $Object.hasOwnProperty.call(message, "connType") && message.connType !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).int32(message.connType);
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.token);
            if (message.controlPermissions != null && $Object.hasOwnProperty.call(message, "controlPermissions"))
                $root.hbb.ControlPermissions.encode(message.controlPermissions, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.controlledContext != null && $Object.hasOwnProperty.call(message, "controlledContext"))
                $root.hbb.ControlledContext.encode(message.controlledContext, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.switchCode != null && $Object.hasOwnProperty.call(message, "switchCode") && message.switchCode !== "")
                writer.uint32(/* id 11, wireType 2 =*/90).string(message.switchCode);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestRelay message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RequestRelay
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RequestRelay & hbb.RequestRelay.$Shape} RequestRelay
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestRelay.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RequestRelay();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.uuid = value;
                        else
                            delete message.uuid;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.secure = value;
                        else
                            delete message.secure;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.licenceKey = value;
                        else
                            delete message.licenceKey;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.connType = value;
                        else
                            delete message.connType;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.controlPermissions = $root.hbb.ControlPermissions.decode(reader, reader.size(), $undefined, _depth + 1, message.controlPermissions);
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.controlledContext = $root.hbb.ControlledContext.decode(reader, reader.size(), $undefined, _depth + 1, message.controlledContext);
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.switchCode = value;
                        else
                            delete message.switchCode;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestRelay;
    })();

    hbb.RelayResponse = (function() {

        /**
         * Properties of a RelayResponse.
         * @typedef {Object} hbb.RelayResponse.$Properties
         * @property {Uint8Array|null} [socketAddr] RelayResponse socketAddr
         * @property {string|null} [uuid] RelayResponse uuid
         * @property {string|null} [relayServer] RelayResponse relayServer
         * @property {string|null} [id] RelayResponse id
         * @property {Uint8Array|null} [pk] RelayResponse pk
         * @property {string|null} [refuseReason] RelayResponse refuseReason
         * @property {string|null} [version] RelayResponse version
         * @property {number|null} [feedback] RelayResponse feedback
         * @property {Uint8Array|null} [socketAddrV6] RelayResponse socketAddrV6
         * @property {number|null} [upnpPort] RelayResponse upnpPort
         * @property {"id"|"pk"} [union] RelayResponse union
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RelayResponse.
         * @memberof hbb
         * @interface IRelayResponse
         * @augments hbb.RelayResponse.$Properties
         * @deprecated Use hbb.RelayResponse.$Properties instead.
         */

        /**
         * Narrowed shape of a RelayResponse.
         * @typedef {{
         *   socketAddr?: Uint8Array|null;
         *   uuid?: string|null;
         *   relayServer?: string|null;
         *   id?: string|null;
         *   pk?: Uint8Array|null;
         *   refuseReason?: string|null;
         *   version?: string|null;
         *   feedback?: number|null;
         *   socketAddrV6?: Uint8Array|null;
         *   upnpPort?: number|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ union?: undefined; id?: null; pk?: null }|{ union?: "id"; id: string; pk?: null }|{ union?: "pk"; id?: null; pk: Uint8Array })
         * )} hbb.RelayResponse.$Shape
         */

        /**
         * Constructs a new RelayResponse.
         * @memberof hbb
         * @classdesc Represents a RelayResponse.
         * @constructor
         * @param {hbb.RelayResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RelayResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RelayResponse socketAddr.
         * @member {Uint8Array} socketAddr
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.socketAddr = $util.newBuffer([]);

        /**
         * RelayResponse uuid.
         * @member {string} uuid
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.uuid = "";

        /**
         * RelayResponse relayServer.
         * @member {string} relayServer
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.relayServer = "";

        /**
         * RelayResponse id.
         * @member {string|null|undefined} id
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.id = null;

        /**
         * RelayResponse pk.
         * @member {Uint8Array|null|undefined} pk
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.pk = null;

        /**
         * RelayResponse refuseReason.
         * @member {string} refuseReason
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.refuseReason = "";

        /**
         * RelayResponse version.
         * @member {string} version
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.version = "";

        /**
         * RelayResponse feedback.
         * @member {number} feedback
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.feedback = 0;

        /**
         * RelayResponse socketAddrV6.
         * @member {Uint8Array} socketAddrV6
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.socketAddrV6 = $util.newBuffer([]);

        /**
         * RelayResponse upnpPort.
         * @member {number} upnpPort
         * @memberof hbb.RelayResponse
         * @instance
         */
        RelayResponse.prototype.upnpPort = 0;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * RelayResponse union.
         * @member {"id"|"pk"|undefined} union
         * @memberof hbb.RelayResponse
         * @instance
         */
        $Object.defineProperty(RelayResponse.prototype, "union", {
            get: $util.oneOfGetter($oneOfFields = ["id", "pk"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified RelayResponse message. Does not implicitly {@link hbb.RelayResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.RelayResponse
         * @static
         * @param {hbb.RelayResponse.$Properties} message RelayResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RelayResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.socketAddr != null && $Object.hasOwnProperty.call(message, "socketAddr") && message.socketAddr.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.socketAddr);
            if (message.uuid != null && $Object.hasOwnProperty.call(message, "uuid") && message.uuid !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.uuid);
            if (message.relayServer != null && $Object.hasOwnProperty.call(message, "relayServer") && message.relayServer !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.relayServer);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.id);
            if (message.pk != null && $Object.hasOwnProperty.call(message, "pk"))
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.pk);
            if (message.refuseReason != null && $Object.hasOwnProperty.call(message, "refuseReason") && message.refuseReason !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.refuseReason);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.version);
            if (message.feedback != null && $Object.hasOwnProperty.call(message, "feedback") && message.feedback !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).int32(message.feedback);
            if (message.socketAddrV6 != null && $Object.hasOwnProperty.call(message, "socketAddrV6") && message.socketAddrV6.length)
                writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.socketAddrV6);
            if (message.upnpPort != null && $Object.hasOwnProperty.call(message, "upnpPort") && message.upnpPort !== 0)
                writer.uint32(/* id 11, wireType 0 =*/88).int32(message.upnpPort);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RelayResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.RelayResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.RelayResponse & hbb.RelayResponse.$Shape} RelayResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RelayResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.RelayResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddr = value;
                        else
                            delete message.socketAddr;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.uuid = value;
                        else
                            delete message.uuid;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.relayServer = value;
                        else
                            delete message.relayServer;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.id = reader.stringVerify();
                        message.union = "id";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.pk = reader.bytes();
                        message.union = "pk";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.refuseReason = value;
                        else
                            delete message.refuseReason;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.feedback = value;
                        else
                            delete message.feedback;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.socketAddrV6 = value;
                        else
                            delete message.socketAddrV6;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.upnpPort = value;
                        else
                            delete message.upnpPort;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RelayResponse;
    })();

    hbb.TestNatRequest = (function() {

        /**
         * Properties of a TestNatRequest.
         * @typedef {Object} hbb.TestNatRequest.$Properties
         * @property {number|null} [serial] TestNatRequest serial
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TestNatRequest.
         * @memberof hbb
         * @interface ITestNatRequest
         * @augments hbb.TestNatRequest.$Properties
         * @deprecated Use hbb.TestNatRequest.$Properties instead.
         */

        /**
         * Shape of a TestNatRequest.
         * @typedef {hbb.TestNatRequest.$Properties} hbb.TestNatRequest.$Shape
         */

        /**
         * Constructs a new TestNatRequest.
         * @memberof hbb
         * @classdesc Represents a TestNatRequest.
         * @constructor
         * @param {hbb.TestNatRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TestNatRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TestNatRequest serial.
         * @member {number} serial
         * @memberof hbb.TestNatRequest
         * @instance
         */
        TestNatRequest.prototype.serial = 0;

        /**
         * Encodes the specified TestNatRequest message. Does not implicitly {@link hbb.TestNatRequest.verify|verify} messages.
         * @function encode
         * @memberof hbb.TestNatRequest
         * @static
         * @param {hbb.TestNatRequest.$Properties} message TestNatRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TestNatRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.serial);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TestNatRequest message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.TestNatRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.TestNatRequest & hbb.TestNatRequest.$Shape} TestNatRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TestNatRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.TestNatRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.serial = value;
                        else
                            delete message.serial;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TestNatRequest;
    })();

    hbb.TestNatResponse = (function() {

        /**
         * Properties of a TestNatResponse.
         * @typedef {Object} hbb.TestNatResponse.$Properties
         * @property {number|null} [port] TestNatResponse port
         * @property {hbb.ConfigUpdate.$Properties|null} [cu] TestNatResponse cu
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TestNatResponse.
         * @memberof hbb
         * @interface ITestNatResponse
         * @augments hbb.TestNatResponse.$Properties
         * @deprecated Use hbb.TestNatResponse.$Properties instead.
         */

        /**
         * Shape of a TestNatResponse.
         * @typedef {hbb.TestNatResponse.$Properties} hbb.TestNatResponse.$Shape
         */

        /**
         * Constructs a new TestNatResponse.
         * @memberof hbb
         * @classdesc Represents a TestNatResponse.
         * @constructor
         * @param {hbb.TestNatResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TestNatResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TestNatResponse port.
         * @member {number} port
         * @memberof hbb.TestNatResponse
         * @instance
         */
        TestNatResponse.prototype.port = 0;

        /**
         * TestNatResponse cu.
         * @member {hbb.ConfigUpdate.$Properties|null|undefined} cu
         * @memberof hbb.TestNatResponse
         * @instance
         */
        TestNatResponse.prototype.cu = null;

        /**
         * Encodes the specified TestNatResponse message. Does not implicitly {@link hbb.TestNatResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.TestNatResponse
         * @static
         * @param {hbb.TestNatResponse.$Properties} message TestNatResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TestNatResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.port != null && $Object.hasOwnProperty.call(message, "port") && message.port !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.port);
            if (message.cu != null && $Object.hasOwnProperty.call(message, "cu"))
                $root.hbb.ConfigUpdate.encode(message.cu, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TestNatResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.TestNatResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.TestNatResponse & hbb.TestNatResponse.$Shape} TestNatResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TestNatResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.TestNatResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.port = value;
                        else
                            delete message.port;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.cu = $root.hbb.ConfigUpdate.decode(reader, reader.size(), $undefined, _depth + 1, message.cu);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TestNatResponse;
    })();

    hbb.ConfigUpdate = (function() {

        /**
         * Properties of a ConfigUpdate.
         * @typedef {Object} hbb.ConfigUpdate.$Properties
         * @property {number|null} [serial] ConfigUpdate serial
         * @property {Array.<string>|null} [rendezvousServers] ConfigUpdate rendezvousServers
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConfigUpdate.
         * @memberof hbb
         * @interface IConfigUpdate
         * @augments hbb.ConfigUpdate.$Properties
         * @deprecated Use hbb.ConfigUpdate.$Properties instead.
         */

        /**
         * Shape of a ConfigUpdate.
         * @typedef {hbb.ConfigUpdate.$Properties} hbb.ConfigUpdate.$Shape
         */

        /**
         * Constructs a new ConfigUpdate.
         * @memberof hbb
         * @classdesc Represents a ConfigUpdate.
         * @constructor
         * @param {hbb.ConfigUpdate.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConfigUpdate = function (properties) {
            this.rendezvousServers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConfigUpdate serial.
         * @member {number} serial
         * @memberof hbb.ConfigUpdate
         * @instance
         */
        ConfigUpdate.prototype.serial = 0;

        /**
         * ConfigUpdate rendezvousServers.
         * @member {Array.<string>} rendezvousServers
         * @memberof hbb.ConfigUpdate
         * @instance
         */
        ConfigUpdate.prototype.rendezvousServers = $util.emptyArray;

        /**
         * Encodes the specified ConfigUpdate message. Does not implicitly {@link hbb.ConfigUpdate.verify|verify} messages.
         * @function encode
         * @memberof hbb.ConfigUpdate
         * @static
         * @param {hbb.ConfigUpdate.$Properties} message ConfigUpdate message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConfigUpdate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.serial);
            if (message.rendezvousServers != null && message.rendezvousServers.length)
                for (let i = 0; i < message.rendezvousServers.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.rendezvousServers[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConfigUpdate message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.ConfigUpdate
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.ConfigUpdate & hbb.ConfigUpdate.$Shape} ConfigUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConfigUpdate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.ConfigUpdate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.serial = value;
                        else
                            delete message.serial;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rendezvousServers && message.rendezvousServers.length))
                            message.rendezvousServers = [];
                        message.rendezvousServers.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConfigUpdate;
    })();

    hbb.SoftwareUpdate = (function() {

        /**
         * Properties of a SoftwareUpdate.
         * @typedef {Object} hbb.SoftwareUpdate.$Properties
         * @property {string|null} [url] SoftwareUpdate url
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SoftwareUpdate.
         * @memberof hbb
         * @interface ISoftwareUpdate
         * @augments hbb.SoftwareUpdate.$Properties
         * @deprecated Use hbb.SoftwareUpdate.$Properties instead.
         */

        /**
         * Shape of a SoftwareUpdate.
         * @typedef {hbb.SoftwareUpdate.$Properties} hbb.SoftwareUpdate.$Shape
         */

        /**
         * Constructs a new SoftwareUpdate.
         * @memberof hbb
         * @classdesc Represents a SoftwareUpdate.
         * @constructor
         * @param {hbb.SoftwareUpdate.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SoftwareUpdate = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SoftwareUpdate url.
         * @member {string} url
         * @memberof hbb.SoftwareUpdate
         * @instance
         */
        SoftwareUpdate.prototype.url = "";

        /**
         * Encodes the specified SoftwareUpdate message. Does not implicitly {@link hbb.SoftwareUpdate.verify|verify} messages.
         * @function encode
         * @memberof hbb.SoftwareUpdate
         * @static
         * @param {hbb.SoftwareUpdate.$Properties} message SoftwareUpdate message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SoftwareUpdate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.url);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SoftwareUpdate message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.SoftwareUpdate
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.SoftwareUpdate & hbb.SoftwareUpdate.$Shape} SoftwareUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SoftwareUpdate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.SoftwareUpdate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.url = value;
                        else
                            delete message.url;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SoftwareUpdate;
    })();

    hbb.PeerDiscovery = (function() {

        /**
         * Properties of a PeerDiscovery.
         * @typedef {Object} hbb.PeerDiscovery.$Properties
         * @property {string|null} [cmd] PeerDiscovery cmd
         * @property {string|null} [mac] PeerDiscovery mac
         * @property {string|null} [id] PeerDiscovery id
         * @property {string|null} [username] PeerDiscovery username
         * @property {string|null} [hostname] PeerDiscovery hostname
         * @property {string|null} [platform] PeerDiscovery platform
         * @property {string|null} [misc] PeerDiscovery misc
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PeerDiscovery.
         * @memberof hbb
         * @interface IPeerDiscovery
         * @augments hbb.PeerDiscovery.$Properties
         * @deprecated Use hbb.PeerDiscovery.$Properties instead.
         */

        /**
         * Shape of a PeerDiscovery.
         * @typedef {hbb.PeerDiscovery.$Properties} hbb.PeerDiscovery.$Shape
         */

        /**
         * Constructs a new PeerDiscovery.
         * @memberof hbb
         * @classdesc Represents a PeerDiscovery.
         * @constructor
         * @param {hbb.PeerDiscovery.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PeerDiscovery = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PeerDiscovery cmd.
         * @member {string} cmd
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.cmd = "";

        /**
         * PeerDiscovery mac.
         * @member {string} mac
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.mac = "";

        /**
         * PeerDiscovery id.
         * @member {string} id
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.id = "";

        /**
         * PeerDiscovery username.
         * @member {string} username
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.username = "";

        /**
         * PeerDiscovery hostname.
         * @member {string} hostname
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.hostname = "";

        /**
         * PeerDiscovery platform.
         * @member {string} platform
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.platform = "";

        /**
         * PeerDiscovery misc.
         * @member {string} misc
         * @memberof hbb.PeerDiscovery
         * @instance
         */
        PeerDiscovery.prototype.misc = "";

        /**
         * Encodes the specified PeerDiscovery message. Does not implicitly {@link hbb.PeerDiscovery.verify|verify} messages.
         * @function encode
         * @memberof hbb.PeerDiscovery
         * @static
         * @param {hbb.PeerDiscovery.$Properties} message PeerDiscovery message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PeerDiscovery.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.cmd != null && $Object.hasOwnProperty.call(message, "cmd") && message.cmd !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.cmd);
            if (message.mac != null && $Object.hasOwnProperty.call(message, "mac") && message.mac !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.mac);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.id);
            if (message.username != null && $Object.hasOwnProperty.call(message, "username") && message.username !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.username);
            if (message.hostname != null && $Object.hasOwnProperty.call(message, "hostname") && message.hostname !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.hostname);
            if (message.platform != null && $Object.hasOwnProperty.call(message, "platform") && message.platform !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.platform);
            if (message.misc != null && $Object.hasOwnProperty.call(message, "misc") && message.misc !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.misc);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PeerDiscovery message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.PeerDiscovery
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.PeerDiscovery & hbb.PeerDiscovery.$Shape} PeerDiscovery
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PeerDiscovery.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.PeerDiscovery();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.cmd = value;
                        else
                            delete message.cmd;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mac = value;
                        else
                            delete message.mac;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.username = value;
                        else
                            delete message.username;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.hostname = value;
                        else
                            delete message.hostname;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.platform = value;
                        else
                            delete message.platform;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.misc = value;
                        else
                            delete message.misc;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PeerDiscovery;
    })();

    hbb.OnlineRequest = (function() {

        /**
         * Properties of an OnlineRequest.
         * @typedef {Object} hbb.OnlineRequest.$Properties
         * @property {string|null} [id] OnlineRequest id
         * @property {Array.<string>|null} [peers] OnlineRequest peers
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an OnlineRequest.
         * @memberof hbb
         * @interface IOnlineRequest
         * @augments hbb.OnlineRequest.$Properties
         * @deprecated Use hbb.OnlineRequest.$Properties instead.
         */

        /**
         * Shape of an OnlineRequest.
         * @typedef {hbb.OnlineRequest.$Properties} hbb.OnlineRequest.$Shape
         */

        /**
         * Constructs a new OnlineRequest.
         * @memberof hbb
         * @classdesc Represents an OnlineRequest.
         * @constructor
         * @param {hbb.OnlineRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OnlineRequest = function (properties) {
            this.peers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OnlineRequest id.
         * @member {string} id
         * @memberof hbb.OnlineRequest
         * @instance
         */
        OnlineRequest.prototype.id = "";

        /**
         * OnlineRequest peers.
         * @member {Array.<string>} peers
         * @memberof hbb.OnlineRequest
         * @instance
         */
        OnlineRequest.prototype.peers = $util.emptyArray;

        /**
         * Encodes the specified OnlineRequest message. Does not implicitly {@link hbb.OnlineRequest.verify|verify} messages.
         * @function encode
         * @memberof hbb.OnlineRequest
         * @static
         * @param {hbb.OnlineRequest.$Properties} message OnlineRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OnlineRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.peers != null && message.peers.length)
                for (let i = 0; i < message.peers.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peers[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an OnlineRequest message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.OnlineRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.OnlineRequest & hbb.OnlineRequest.$Shape} OnlineRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OnlineRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.OnlineRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.peers && message.peers.length))
                            message.peers = [];
                        message.peers.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OnlineRequest;
    })();

    hbb.OnlineResponse = (function() {

        /**
         * Properties of an OnlineResponse.
         * @typedef {Object} hbb.OnlineResponse.$Properties
         * @property {Uint8Array|null} [states] OnlineResponse states
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an OnlineResponse.
         * @memberof hbb
         * @interface IOnlineResponse
         * @augments hbb.OnlineResponse.$Properties
         * @deprecated Use hbb.OnlineResponse.$Properties instead.
         */

        /**
         * Shape of an OnlineResponse.
         * @typedef {hbb.OnlineResponse.$Properties} hbb.OnlineResponse.$Shape
         */

        /**
         * Constructs a new OnlineResponse.
         * @memberof hbb
         * @classdesc Represents an OnlineResponse.
         * @constructor
         * @param {hbb.OnlineResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OnlineResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OnlineResponse states.
         * @member {Uint8Array} states
         * @memberof hbb.OnlineResponse
         * @instance
         */
        OnlineResponse.prototype.states = $util.newBuffer([]);

        /**
         * Encodes the specified OnlineResponse message. Does not implicitly {@link hbb.OnlineResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.OnlineResponse
         * @static
         * @param {hbb.OnlineResponse.$Properties} message OnlineResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OnlineResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.states != null && $Object.hasOwnProperty.call(message, "states") && message.states.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.states);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an OnlineResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.OnlineResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.OnlineResponse & hbb.OnlineResponse.$Shape} OnlineResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OnlineResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.OnlineResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.states = value;
                        else
                            delete message.states;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OnlineResponse;
    })();

    hbb.KeyExchange = (function() {

        /**
         * Properties of a KeyExchange.
         * @typedef {Object} hbb.KeyExchange.$Properties
         * @property {Array.<Uint8Array>|null} [keys] KeyExchange keys
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a KeyExchange.
         * @memberof hbb
         * @interface IKeyExchange
         * @augments hbb.KeyExchange.$Properties
         * @deprecated Use hbb.KeyExchange.$Properties instead.
         */

        /**
         * Shape of a KeyExchange.
         * @typedef {hbb.KeyExchange.$Properties} hbb.KeyExchange.$Shape
         */

        /**
         * Constructs a new KeyExchange.
         * @memberof hbb
         * @classdesc Represents a KeyExchange.
         * @constructor
         * @param {hbb.KeyExchange.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const KeyExchange = function (properties) {
            this.keys = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * KeyExchange keys.
         * @member {Array.<Uint8Array>} keys
         * @memberof hbb.KeyExchange
         * @instance
         */
        KeyExchange.prototype.keys = $util.emptyArray;

        /**
         * Encodes the specified KeyExchange message. Does not implicitly {@link hbb.KeyExchange.verify|verify} messages.
         * @function encode
         * @memberof hbb.KeyExchange
         * @static
         * @param {hbb.KeyExchange.$Properties} message KeyExchange message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        KeyExchange.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.keys != null && message.keys.length)
                for (let i = 0; i < message.keys.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.keys[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a KeyExchange message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.KeyExchange
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.KeyExchange & hbb.KeyExchange.$Shape} KeyExchange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        KeyExchange.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.KeyExchange();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.keys && message.keys.length))
                            message.keys = [];
                        message.keys.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return KeyExchange;
    })();

    hbb.HealthCheck = (function() {

        /**
         * Properties of a HealthCheck.
         * @typedef {Object} hbb.HealthCheck.$Properties
         * @property {string|null} [token] HealthCheck token
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HealthCheck.
         * @memberof hbb
         * @interface IHealthCheck
         * @augments hbb.HealthCheck.$Properties
         * @deprecated Use hbb.HealthCheck.$Properties instead.
         */

        /**
         * Shape of a HealthCheck.
         * @typedef {hbb.HealthCheck.$Properties} hbb.HealthCheck.$Shape
         */

        /**
         * Constructs a new HealthCheck.
         * @memberof hbb
         * @classdesc Represents a HealthCheck.
         * @constructor
         * @param {hbb.HealthCheck.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HealthCheck = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HealthCheck token.
         * @member {string} token
         * @memberof hbb.HealthCheck
         * @instance
         */
        HealthCheck.prototype.token = "";

        /**
         * Encodes the specified HealthCheck message. Does not implicitly {@link hbb.HealthCheck.verify|verify} messages.
         * @function encode
         * @memberof hbb.HealthCheck
         * @static
         * @param {hbb.HealthCheck.$Properties} message HealthCheck message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HealthCheck.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.token);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HealthCheck message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.HealthCheck
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.HealthCheck & hbb.HealthCheck.$Shape} HealthCheck
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HealthCheck.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.HealthCheck();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HealthCheck;
    })();

    hbb.HeaderEntry = (function() {

        /**
         * Properties of a HeaderEntry.
         * @typedef {Object} hbb.HeaderEntry.$Properties
         * @property {string|null} [name] HeaderEntry name
         * @property {string|null} [value] HeaderEntry value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HeaderEntry.
         * @memberof hbb
         * @interface IHeaderEntry
         * @augments hbb.HeaderEntry.$Properties
         * @deprecated Use hbb.HeaderEntry.$Properties instead.
         */

        /**
         * Shape of a HeaderEntry.
         * @typedef {hbb.HeaderEntry.$Properties} hbb.HeaderEntry.$Shape
         */

        /**
         * Constructs a new HeaderEntry.
         * @memberof hbb
         * @classdesc Represents a HeaderEntry.
         * @constructor
         * @param {hbb.HeaderEntry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HeaderEntry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HeaderEntry name.
         * @member {string} name
         * @memberof hbb.HeaderEntry
         * @instance
         */
        HeaderEntry.prototype.name = "";

        /**
         * HeaderEntry value.
         * @member {string} value
         * @memberof hbb.HeaderEntry
         * @instance
         */
        HeaderEntry.prototype.value = "";

        /**
         * Encodes the specified HeaderEntry message. Does not implicitly {@link hbb.HeaderEntry.verify|verify} messages.
         * @function encode
         * @memberof hbb.HeaderEntry
         * @static
         * @param {hbb.HeaderEntry.$Properties} message HeaderEntry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HeaderEntry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HeaderEntry message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.HeaderEntry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.HeaderEntry & hbb.HeaderEntry.$Shape} HeaderEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HeaderEntry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.HeaderEntry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HeaderEntry;
    })();

    hbb.HttpProxyRequest = (function() {

        /**
         * Properties of a HttpProxyRequest.
         * @typedef {Object} hbb.HttpProxyRequest.$Properties
         * @property {string|null} [method] HttpProxyRequest method
         * @property {string|null} [path] HttpProxyRequest path
         * @property {Array.<hbb.HeaderEntry.$Properties>|null} [headers] HttpProxyRequest headers
         * @property {Uint8Array|null} [body] HttpProxyRequest body
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HttpProxyRequest.
         * @memberof hbb
         * @interface IHttpProxyRequest
         * @augments hbb.HttpProxyRequest.$Properties
         * @deprecated Use hbb.HttpProxyRequest.$Properties instead.
         */

        /**
         * Shape of a HttpProxyRequest.
         * @typedef {hbb.HttpProxyRequest.$Properties} hbb.HttpProxyRequest.$Shape
         */

        /**
         * Constructs a new HttpProxyRequest.
         * @memberof hbb
         * @classdesc Represents a HttpProxyRequest.
         * @constructor
         * @param {hbb.HttpProxyRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HttpProxyRequest = function (properties) {
            this.headers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HttpProxyRequest method.
         * @member {string} method
         * @memberof hbb.HttpProxyRequest
         * @instance
         */
        HttpProxyRequest.prototype.method = "";

        /**
         * HttpProxyRequest path.
         * @member {string} path
         * @memberof hbb.HttpProxyRequest
         * @instance
         */
        HttpProxyRequest.prototype.path = "";

        /**
         * HttpProxyRequest headers.
         * @member {Array.<hbb.HeaderEntry.$Properties>} headers
         * @memberof hbb.HttpProxyRequest
         * @instance
         */
        HttpProxyRequest.prototype.headers = $util.emptyArray;

        /**
         * HttpProxyRequest body.
         * @member {Uint8Array} body
         * @memberof hbb.HttpProxyRequest
         * @instance
         */
        HttpProxyRequest.prototype.body = $util.newBuffer([]);

        /**
         * Encodes the specified HttpProxyRequest message. Does not implicitly {@link hbb.HttpProxyRequest.verify|verify} messages.
         * @function encode
         * @memberof hbb.HttpProxyRequest
         * @static
         * @param {hbb.HttpProxyRequest.$Properties} message HttpProxyRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HttpProxyRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.method != null && $Object.hasOwnProperty.call(message, "method") && message.method !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.method);
            if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.path);
            if (message.headers != null && message.headers.length)
                for (let i = 0; i < message.headers.length; ++i)
                    $root.hbb.HeaderEntry.encode(message.headers[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.body);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HttpProxyRequest message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.HttpProxyRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.HttpProxyRequest & hbb.HttpProxyRequest.$Shape} HttpProxyRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HttpProxyRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.HttpProxyRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.method = value;
                        else
                            delete message.method;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.path = value;
                        else
                            delete message.path;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.headers && message.headers.length))
                            message.headers = [];
                        message.headers.push($root.hbb.HeaderEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.body = value;
                        else
                            delete message.body;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HttpProxyRequest;
    })();

    hbb.HttpProxyResponse = (function() {

        /**
         * Properties of a HttpProxyResponse.
         * @typedef {Object} hbb.HttpProxyResponse.$Properties
         * @property {number|null} [status] HttpProxyResponse status
         * @property {Array.<hbb.HeaderEntry.$Properties>|null} [headers] HttpProxyResponse headers
         * @property {Uint8Array|null} [body] HttpProxyResponse body
         * @property {string|null} [error] HttpProxyResponse error
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HttpProxyResponse.
         * @memberof hbb
         * @interface IHttpProxyResponse
         * @augments hbb.HttpProxyResponse.$Properties
         * @deprecated Use hbb.HttpProxyResponse.$Properties instead.
         */

        /**
         * Shape of a HttpProxyResponse.
         * @typedef {hbb.HttpProxyResponse.$Properties} hbb.HttpProxyResponse.$Shape
         */

        /**
         * Constructs a new HttpProxyResponse.
         * @memberof hbb
         * @classdesc Represents a HttpProxyResponse.
         * @constructor
         * @param {hbb.HttpProxyResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HttpProxyResponse = function (properties) {
            this.headers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HttpProxyResponse status.
         * @member {number} status
         * @memberof hbb.HttpProxyResponse
         * @instance
         */
        HttpProxyResponse.prototype.status = 0;

        /**
         * HttpProxyResponse headers.
         * @member {Array.<hbb.HeaderEntry.$Properties>} headers
         * @memberof hbb.HttpProxyResponse
         * @instance
         */
        HttpProxyResponse.prototype.headers = $util.emptyArray;

        /**
         * HttpProxyResponse body.
         * @member {Uint8Array} body
         * @memberof hbb.HttpProxyResponse
         * @instance
         */
        HttpProxyResponse.prototype.body = $util.newBuffer([]);

        /**
         * HttpProxyResponse error.
         * @member {string} error
         * @memberof hbb.HttpProxyResponse
         * @instance
         */
        HttpProxyResponse.prototype.error = "";

        /**
         * Encodes the specified HttpProxyResponse message. Does not implicitly {@link hbb.HttpProxyResponse.verify|verify} messages.
         * @function encode
         * @memberof hbb.HttpProxyResponse
         * @static
         * @param {hbb.HttpProxyResponse.$Properties} message HttpProxyResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HttpProxyResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
            if (message.headers != null && message.headers.length)
                for (let i = 0; i < message.headers.length; ++i)
                    $root.hbb.HeaderEntry.encode(message.headers[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.body);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.error);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HttpProxyResponse message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.HttpProxyResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.HttpProxyResponse & hbb.HttpProxyResponse.$Shape} HttpProxyResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HttpProxyResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.HttpProxyResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.headers && message.headers.length))
                            message.headers = [];
                        message.headers.push($root.hbb.HeaderEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.body = value;
                        else
                            delete message.body;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HttpProxyResponse;
    })();

    hbb.IdPk = (function() {

        /**
         * Properties of an IdPk.
         * @typedef {Object} hbb.IdPk.$Properties
         * @property {string|null} [id] IdPk id
         * @property {Uint8Array|null} [pk] IdPk pk
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an IdPk.
         * @memberof hbb
         * @interface IIdPk
         * @augments hbb.IdPk.$Properties
         * @deprecated Use hbb.IdPk.$Properties instead.
         */

        /**
         * Shape of an IdPk.
         * @typedef {hbb.IdPk.$Properties} hbb.IdPk.$Shape
         */

        /**
         * Constructs a new IdPk.
         * @memberof hbb
         * @classdesc Represents an IdPk.
         * @constructor
         * @param {hbb.IdPk.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const IdPk = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * IdPk id.
         * @member {string} id
         * @memberof hbb.IdPk
         * @instance
         */
        IdPk.prototype.id = "";

        /**
         * IdPk pk.
         * @member {Uint8Array} pk
         * @memberof hbb.IdPk
         * @instance
         */
        IdPk.prototype.pk = $util.newBuffer([]);

        /**
         * Encodes the specified IdPk message. Does not implicitly {@link hbb.IdPk.verify|verify} messages.
         * @function encode
         * @memberof hbb.IdPk
         * @static
         * @param {hbb.IdPk.$Properties} message IdPk message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        IdPk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.pk != null && $Object.hasOwnProperty.call(message, "pk") && message.pk.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.pk);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an IdPk message from the specified reader or buffer.
         * @function decode
         * @memberof hbb.IdPk
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {hbb.IdPk & hbb.IdPk.$Shape} IdPk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        IdPk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.hbb.IdPk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.pk = value;
                        else
                            delete message.pk;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return IdPk;
    })();

    return hbb;
})();

export {
  $root as default
};
