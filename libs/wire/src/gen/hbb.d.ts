import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace hbb. */
export namespace hbb {

    /**
     * Properties of a RegisterPeer.
     * @deprecated Use hbb.RegisterPeer.$Properties instead.
     */
    interface IRegisterPeer extends hbb.RegisterPeer.$Properties {
    }

    /** Represents a RegisterPeer. */
    class RegisterPeer {

        /**
         * Constructs a new RegisterPeer.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RegisterPeer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterPeer id. */
        id: string;

        /** RegisterPeer serial. */
        serial: number;

        /**
         * Creates a new RegisterPeer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterPeer instance
         */
        static create(properties: hbb.RegisterPeer.$Shape): hbb.RegisterPeer & hbb.RegisterPeer.$Shape;
        static create(properties?: hbb.RegisterPeer.$Properties): hbb.RegisterPeer;

        /**
         * Encodes the specified RegisterPeer message. Does not implicitly {@link hbb.RegisterPeer.verify|verify} messages.
         * @param message RegisterPeer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RegisterPeer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterPeer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RegisterPeer & hbb.RegisterPeer.$Shape} RegisterPeer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RegisterPeer & hbb.RegisterPeer.$Shape;
    }

    namespace RegisterPeer {

        /** Properties of a RegisterPeer. */
        interface $Properties {

            /** RegisterPeer id */
            id?: (string|null);

            /** RegisterPeer serial */
            serial?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterPeer. */
        type $Shape = hbb.RegisterPeer.$Properties;
    }

    /**
     * Properties of a RegisterPeerResponse.
     * @deprecated Use hbb.RegisterPeerResponse.$Properties instead.
     */
    interface IRegisterPeerResponse extends hbb.RegisterPeerResponse.$Properties {
    }

    /** Represents a RegisterPeerResponse. */
    class RegisterPeerResponse {

        /**
         * Constructs a new RegisterPeerResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RegisterPeerResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterPeerResponse requestPk. */
        requestPk: boolean;

        /**
         * Creates a new RegisterPeerResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterPeerResponse instance
         */
        static create(properties: hbb.RegisterPeerResponse.$Shape): hbb.RegisterPeerResponse & hbb.RegisterPeerResponse.$Shape;
        static create(properties?: hbb.RegisterPeerResponse.$Properties): hbb.RegisterPeerResponse;

        /**
         * Encodes the specified RegisterPeerResponse message. Does not implicitly {@link hbb.RegisterPeerResponse.verify|verify} messages.
         * @param message RegisterPeerResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RegisterPeerResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterPeerResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RegisterPeerResponse & hbb.RegisterPeerResponse.$Shape} RegisterPeerResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RegisterPeerResponse & hbb.RegisterPeerResponse.$Shape;
    }

    namespace RegisterPeerResponse {

        /** Properties of a RegisterPeerResponse. */
        interface $Properties {

            /** RegisterPeerResponse requestPk */
            requestPk?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterPeerResponse. */
        type $Shape = hbb.RegisterPeerResponse.$Properties;
    }

    /**
     * Properties of a RegisterPk.
     * @deprecated Use hbb.RegisterPk.$Properties instead.
     */
    interface IRegisterPk extends hbb.RegisterPk.$Properties {
    }

    /** Represents a RegisterPk. */
    class RegisterPk {

        /**
         * Constructs a new RegisterPk.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RegisterPk.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterPk id. */
        id: string;

        /** RegisterPk uuid. */
        uuid: Uint8Array;

        /** RegisterPk pk. */
        pk: Uint8Array;

        /** RegisterPk oldId. */
        oldId: string;

        /** RegisterPk noRegisterDevice. */
        noRegisterDevice: boolean;

        /**
         * Creates a new RegisterPk instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterPk instance
         */
        static create(properties: hbb.RegisterPk.$Shape): hbb.RegisterPk & hbb.RegisterPk.$Shape;
        static create(properties?: hbb.RegisterPk.$Properties): hbb.RegisterPk;

        /**
         * Encodes the specified RegisterPk message. Does not implicitly {@link hbb.RegisterPk.verify|verify} messages.
         * @param message RegisterPk message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RegisterPk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterPk message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RegisterPk & hbb.RegisterPk.$Shape} RegisterPk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RegisterPk & hbb.RegisterPk.$Shape;
    }

    namespace RegisterPk {

        /** Properties of a RegisterPk. */
        interface $Properties {

            /** RegisterPk id */
            id?: (string|null);

            /** RegisterPk uuid */
            uuid?: (Uint8Array|null);

            /** RegisterPk pk */
            pk?: (Uint8Array|null);

            /** RegisterPk oldId */
            oldId?: (string|null);

            /** RegisterPk noRegisterDevice */
            noRegisterDevice?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterPk. */
        type $Shape = hbb.RegisterPk.$Properties;
    }

    /**
     * Properties of a RegisterPkResponse.
     * @deprecated Use hbb.RegisterPkResponse.$Properties instead.
     */
    interface IRegisterPkResponse extends hbb.RegisterPkResponse.$Properties {
    }

    /** Represents a RegisterPkResponse. */
    class RegisterPkResponse {

        /**
         * Constructs a new RegisterPkResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RegisterPkResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterPkResponse result. */
        result: number;

        /** RegisterPkResponse keepAlive. */
        keepAlive: number;

        /**
         * Creates a new RegisterPkResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterPkResponse instance
         */
        static create(properties: hbb.RegisterPkResponse.$Shape): hbb.RegisterPkResponse & hbb.RegisterPkResponse.$Shape;
        static create(properties?: hbb.RegisterPkResponse.$Properties): hbb.RegisterPkResponse;

        /**
         * Encodes the specified RegisterPkResponse message. Does not implicitly {@link hbb.RegisterPkResponse.verify|verify} messages.
         * @param message RegisterPkResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RegisterPkResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterPkResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RegisterPkResponse & hbb.RegisterPkResponse.$Shape} RegisterPkResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RegisterPkResponse & hbb.RegisterPkResponse.$Shape;
    }

    namespace RegisterPkResponse {

        /** Properties of a RegisterPkResponse. */
        interface $Properties {

            /** RegisterPkResponse result */
            result?: (number|null);

            /** RegisterPkResponse keepAlive */
            keepAlive?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterPkResponse. */
        type $Shape = hbb.RegisterPkResponse.$Properties;
    }

    /**
     * Properties of a ControlPermissions.
     * @deprecated Use hbb.ControlPermissions.$Properties instead.
     */
    interface IControlPermissions extends hbb.ControlPermissions.$Properties {
    }

    /** Represents a ControlPermissions. */
    class ControlPermissions {

        /**
         * Constructs a new ControlPermissions.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.ControlPermissions.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ControlPermissions permissions. */
        permissions: (number|Long);

        /**
         * Creates a new ControlPermissions instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ControlPermissions instance
         */
        static create(properties: hbb.ControlPermissions.$Shape): hbb.ControlPermissions & hbb.ControlPermissions.$Shape;
        static create(properties?: hbb.ControlPermissions.$Properties): hbb.ControlPermissions;

        /**
         * Encodes the specified ControlPermissions message. Does not implicitly {@link hbb.ControlPermissions.verify|verify} messages.
         * @param message ControlPermissions message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.ControlPermissions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ControlPermissions message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.ControlPermissions & hbb.ControlPermissions.$Shape} ControlPermissions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.ControlPermissions & hbb.ControlPermissions.$Shape;
    }

    namespace ControlPermissions {

        /** Properties of a ControlPermissions. */
        interface $Properties {

            /** ControlPermissions permissions */
            permissions?: (number|Long|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ControlPermissions. */
        type $Shape = hbb.ControlPermissions.$Properties;
    }

    /**
     * Properties of a ControlledContext.
     * @deprecated Use hbb.ControlledContext.$Properties instead.
     */
    interface IControlledContext extends hbb.ControlledContext.$Properties {
    }

    /** Represents a ControlledContext. */
    class ControlledContext {

        /**
         * Constructs a new ControlledContext.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.ControlledContext.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ControlledContext connAuditRef. */
        connAuditRef: string;

        /**
         * Creates a new ControlledContext instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ControlledContext instance
         */
        static create(properties: hbb.ControlledContext.$Shape): hbb.ControlledContext & hbb.ControlledContext.$Shape;
        static create(properties?: hbb.ControlledContext.$Properties): hbb.ControlledContext;

        /**
         * Encodes the specified ControlledContext message. Does not implicitly {@link hbb.ControlledContext.verify|verify} messages.
         * @param message ControlledContext message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.ControlledContext.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ControlledContext message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.ControlledContext & hbb.ControlledContext.$Shape} ControlledContext
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.ControlledContext & hbb.ControlledContext.$Shape;
    }

    namespace ControlledContext {

        /** Properties of a ControlledContext. */
        interface $Properties {

            /** ControlledContext connAuditRef */
            connAuditRef?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ControlledContext. */
        type $Shape = hbb.ControlledContext.$Properties;
    }

    /**
     * Properties of a PunchHoleRequest.
     * @deprecated Use hbb.PunchHoleRequest.$Properties instead.
     */
    interface IPunchHoleRequest extends hbb.PunchHoleRequest.$Properties {
    }

    /** Represents a PunchHoleRequest. */
    class PunchHoleRequest {

        /**
         * Constructs a new PunchHoleRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.PunchHoleRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PunchHoleRequest id. */
        id: string;

        /** PunchHoleRequest natType. */
        natType: number;

        /** PunchHoleRequest licenceKey. */
        licenceKey: string;

        /** PunchHoleRequest connType. */
        connType: number;

        /** PunchHoleRequest token. */
        token: string;

        /** PunchHoleRequest version. */
        version: string;

        /** PunchHoleRequest udpPort. */
        udpPort: number;

        /** PunchHoleRequest forceRelay. */
        forceRelay: boolean;

        /** PunchHoleRequest upnpPort. */
        upnpPort: number;

        /** PunchHoleRequest socketAddrV6. */
        socketAddrV6: Uint8Array;

        /** PunchHoleRequest switchCode. */
        switchCode: string;

        /**
         * Creates a new PunchHoleRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PunchHoleRequest instance
         */
        static create(properties: hbb.PunchHoleRequest.$Shape): hbb.PunchHoleRequest & hbb.PunchHoleRequest.$Shape;
        static create(properties?: hbb.PunchHoleRequest.$Properties): hbb.PunchHoleRequest;

        /**
         * Encodes the specified PunchHoleRequest message. Does not implicitly {@link hbb.PunchHoleRequest.verify|verify} messages.
         * @param message PunchHoleRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.PunchHoleRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PunchHoleRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.PunchHoleRequest & hbb.PunchHoleRequest.$Shape} PunchHoleRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.PunchHoleRequest & hbb.PunchHoleRequest.$Shape;
    }

    namespace PunchHoleRequest {

        /** Properties of a PunchHoleRequest. */
        interface $Properties {

            /** PunchHoleRequest id */
            id?: (string|null);

            /** PunchHoleRequest natType */
            natType?: (number|null);

            /** PunchHoleRequest licenceKey */
            licenceKey?: (string|null);

            /** PunchHoleRequest connType */
            connType?: (number|null);

            /** PunchHoleRequest token */
            token?: (string|null);

            /** PunchHoleRequest version */
            version?: (string|null);

            /** PunchHoleRequest udpPort */
            udpPort?: (number|null);

            /** PunchHoleRequest forceRelay */
            forceRelay?: (boolean|null);

            /** PunchHoleRequest upnpPort */
            upnpPort?: (number|null);

            /** PunchHoleRequest socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** PunchHoleRequest switchCode */
            switchCode?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PunchHoleRequest. */
        type $Shape = hbb.PunchHoleRequest.$Properties;
    }

    /**
     * Properties of a PunchHole.
     * @deprecated Use hbb.PunchHole.$Properties instead.
     */
    interface IPunchHole extends hbb.PunchHole.$Properties {
    }

    /** Represents a PunchHole. */
    class PunchHole {

        /**
         * Constructs a new PunchHole.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.PunchHole.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PunchHole socketAddr. */
        socketAddr: Uint8Array;

        /** PunchHole relayServer. */
        relayServer: string;

        /** PunchHole natType. */
        natType: number;

        /** PunchHole udpPort. */
        udpPort: number;

        /** PunchHole forceRelay. */
        forceRelay: boolean;

        /** PunchHole upnpPort. */
        upnpPort: number;

        /** PunchHole socketAddrV6. */
        socketAddrV6: Uint8Array;

        /** PunchHole controlPermissions. */
        controlPermissions?: (hbb.ControlPermissions.$Properties|null);

        /** PunchHole controlledContext. */
        controlledContext?: (hbb.ControlledContext.$Properties|null);

        /**
         * Creates a new PunchHole instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PunchHole instance
         */
        static create(properties: hbb.PunchHole.$Shape): hbb.PunchHole & hbb.PunchHole.$Shape;
        static create(properties?: hbb.PunchHole.$Properties): hbb.PunchHole;

        /**
         * Encodes the specified PunchHole message. Does not implicitly {@link hbb.PunchHole.verify|verify} messages.
         * @param message PunchHole message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.PunchHole.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PunchHole message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.PunchHole & hbb.PunchHole.$Shape} PunchHole
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.PunchHole & hbb.PunchHole.$Shape;
    }

    namespace PunchHole {

        /** Properties of a PunchHole. */
        interface $Properties {

            /** PunchHole socketAddr */
            socketAddr?: (Uint8Array|null);

            /** PunchHole relayServer */
            relayServer?: (string|null);

            /** PunchHole natType */
            natType?: (number|null);

            /** PunchHole udpPort */
            udpPort?: (number|null);

            /** PunchHole forceRelay */
            forceRelay?: (boolean|null);

            /** PunchHole upnpPort */
            upnpPort?: (number|null);

            /** PunchHole socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** PunchHole controlPermissions */
            controlPermissions?: (hbb.ControlPermissions.$Properties|null);

            /** PunchHole controlledContext */
            controlledContext?: (hbb.ControlledContext.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PunchHole. */
        type $Shape = hbb.PunchHole.$Properties;
    }

    /**
     * Properties of a PunchHoleSent.
     * @deprecated Use hbb.PunchHoleSent.$Properties instead.
     */
    interface IPunchHoleSent extends hbb.PunchHoleSent.$Properties {
    }

    /** Represents a PunchHoleSent. */
    class PunchHoleSent {

        /**
         * Constructs a new PunchHoleSent.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.PunchHoleSent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PunchHoleSent socketAddr. */
        socketAddr: Uint8Array;

        /** PunchHoleSent id. */
        id: string;

        /** PunchHoleSent relayServer. */
        relayServer: string;

        /** PunchHoleSent natType. */
        natType: number;

        /** PunchHoleSent version. */
        version: string;

        /** PunchHoleSent upnpPort. */
        upnpPort: number;

        /** PunchHoleSent socketAddrV6. */
        socketAddrV6: Uint8Array;

        /**
         * Creates a new PunchHoleSent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PunchHoleSent instance
         */
        static create(properties: hbb.PunchHoleSent.$Shape): hbb.PunchHoleSent & hbb.PunchHoleSent.$Shape;
        static create(properties?: hbb.PunchHoleSent.$Properties): hbb.PunchHoleSent;

        /**
         * Encodes the specified PunchHoleSent message. Does not implicitly {@link hbb.PunchHoleSent.verify|verify} messages.
         * @param message PunchHoleSent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.PunchHoleSent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PunchHoleSent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.PunchHoleSent & hbb.PunchHoleSent.$Shape} PunchHoleSent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.PunchHoleSent & hbb.PunchHoleSent.$Shape;
    }

    namespace PunchHoleSent {

        /** Properties of a PunchHoleSent. */
        interface $Properties {

            /** PunchHoleSent socketAddr */
            socketAddr?: (Uint8Array|null);

            /** PunchHoleSent id */
            id?: (string|null);

            /** PunchHoleSent relayServer */
            relayServer?: (string|null);

            /** PunchHoleSent natType */
            natType?: (number|null);

            /** PunchHoleSent version */
            version?: (string|null);

            /** PunchHoleSent upnpPort */
            upnpPort?: (number|null);

            /** PunchHoleSent socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PunchHoleSent. */
        type $Shape = hbb.PunchHoleSent.$Properties;
    }

    /**
     * Properties of a PunchHoleResponse.
     * @deprecated Use hbb.PunchHoleResponse.$Properties instead.
     */
    interface IPunchHoleResponse extends hbb.PunchHoleResponse.$Properties {
    }

    /** Represents a PunchHoleResponse. */
    class PunchHoleResponse {

        /**
         * Constructs a new PunchHoleResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.PunchHoleResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PunchHoleResponse socketAddr. */
        socketAddr: Uint8Array;

        /** PunchHoleResponse pk. */
        pk: Uint8Array;

        /** PunchHoleResponse failure. */
        failure: number;

        /** PunchHoleResponse relayServer. */
        relayServer: string;

        /** PunchHoleResponse natType. */
        natType?: (number|null);

        /** PunchHoleResponse isLocal. */
        isLocal?: (boolean|null);

        /** PunchHoleResponse otherFailure. */
        otherFailure: string;

        /** PunchHoleResponse feedback. */
        feedback: number;

        /** PunchHoleResponse isUdp. */
        isUdp: boolean;

        /** PunchHoleResponse upnpPort. */
        upnpPort: number;

        /** PunchHoleResponse socketAddrV6. */
        socketAddrV6: Uint8Array;

        /** PunchHoleResponse union. */
        union?: ("natType"|"isLocal");

        /**
         * Creates a new PunchHoleResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PunchHoleResponse instance
         */
        static create(properties: hbb.PunchHoleResponse.$Shape): hbb.PunchHoleResponse & hbb.PunchHoleResponse.$Shape;
        static create(properties?: hbb.PunchHoleResponse.$Properties): hbb.PunchHoleResponse;

        /**
         * Encodes the specified PunchHoleResponse message. Does not implicitly {@link hbb.PunchHoleResponse.verify|verify} messages.
         * @param message PunchHoleResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.PunchHoleResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PunchHoleResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.PunchHoleResponse & hbb.PunchHoleResponse.$Shape} PunchHoleResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.PunchHoleResponse & hbb.PunchHoleResponse.$Shape;
    }

    namespace PunchHoleResponse {

        /** Properties of a PunchHoleResponse. */
        interface $Properties {

            /** PunchHoleResponse socketAddr */
            socketAddr?: (Uint8Array|null);

            /** PunchHoleResponse pk */
            pk?: (Uint8Array|null);

            /** PunchHoleResponse failure */
            failure?: (number|null);

            /** PunchHoleResponse relayServer */
            relayServer?: (string|null);

            /** PunchHoleResponse natType */
            natType?: (number|null);

            /** PunchHoleResponse isLocal */
            isLocal?: (boolean|null);

            /** PunchHoleResponse otherFailure */
            otherFailure?: (string|null);

            /** PunchHoleResponse feedback */
            feedback?: (number|null);

            /** PunchHoleResponse isUdp */
            isUdp?: (boolean|null);

            /** PunchHoleResponse upnpPort */
            upnpPort?: (number|null);

            /** PunchHoleResponse socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** PunchHoleResponse union */
            union?: ("natType"|"isLocal");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a PunchHoleResponse. */
        type $Shape = {
          socketAddr?: Uint8Array|null;
          pk?: Uint8Array|null;
          failure?: number|null;
          relayServer?: string|null;
          natType?: number|null;
          isLocal?: boolean|null;
          otherFailure?: string|null;
          feedback?: number|null;
          isUdp?: boolean|null;
          upnpPort?: number|null;
          socketAddrV6?: Uint8Array|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ union?: undefined; natType?: null; isLocal?: null }|{ union?: "natType"; natType: number; isLocal?: null }|{ union?: "isLocal"; natType?: null; isLocal: boolean })
        );
    }

    /**
     * Properties of a FetchLocalAddr.
     * @deprecated Use hbb.FetchLocalAddr.$Properties instead.
     */
    interface IFetchLocalAddr extends hbb.FetchLocalAddr.$Properties {
    }

    /** Represents a FetchLocalAddr. */
    class FetchLocalAddr {

        /**
         * Constructs a new FetchLocalAddr.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.FetchLocalAddr.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FetchLocalAddr socketAddr. */
        socketAddr: Uint8Array;

        /** FetchLocalAddr relayServer. */
        relayServer: string;

        /** FetchLocalAddr socketAddrV6. */
        socketAddrV6: Uint8Array;

        /** FetchLocalAddr controlPermissions. */
        controlPermissions?: (hbb.ControlPermissions.$Properties|null);

        /** FetchLocalAddr controlledContext. */
        controlledContext?: (hbb.ControlledContext.$Properties|null);

        /**
         * Creates a new FetchLocalAddr instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FetchLocalAddr instance
         */
        static create(properties: hbb.FetchLocalAddr.$Shape): hbb.FetchLocalAddr & hbb.FetchLocalAddr.$Shape;
        static create(properties?: hbb.FetchLocalAddr.$Properties): hbb.FetchLocalAddr;

        /**
         * Encodes the specified FetchLocalAddr message. Does not implicitly {@link hbb.FetchLocalAddr.verify|verify} messages.
         * @param message FetchLocalAddr message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.FetchLocalAddr.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FetchLocalAddr message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.FetchLocalAddr & hbb.FetchLocalAddr.$Shape} FetchLocalAddr
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.FetchLocalAddr & hbb.FetchLocalAddr.$Shape;
    }

    namespace FetchLocalAddr {

        /** Properties of a FetchLocalAddr. */
        interface $Properties {

            /** FetchLocalAddr socketAddr */
            socketAddr?: (Uint8Array|null);

            /** FetchLocalAddr relayServer */
            relayServer?: (string|null);

            /** FetchLocalAddr socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** FetchLocalAddr controlPermissions */
            controlPermissions?: (hbb.ControlPermissions.$Properties|null);

            /** FetchLocalAddr controlledContext */
            controlledContext?: (hbb.ControlledContext.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FetchLocalAddr. */
        type $Shape = hbb.FetchLocalAddr.$Properties;
    }

    /**
     * Properties of a LocalAddr.
     * @deprecated Use hbb.LocalAddr.$Properties instead.
     */
    interface ILocalAddr extends hbb.LocalAddr.$Properties {
    }

    /** Represents a LocalAddr. */
    class LocalAddr {

        /**
         * Constructs a new LocalAddr.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.LocalAddr.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LocalAddr socketAddr. */
        socketAddr: Uint8Array;

        /** LocalAddr localAddr. */
        localAddr: Uint8Array;

        /** LocalAddr relayServer. */
        relayServer: string;

        /** LocalAddr id. */
        id: string;

        /** LocalAddr version. */
        version: string;

        /** LocalAddr socketAddrV6. */
        socketAddrV6: Uint8Array;

        /**
         * Creates a new LocalAddr instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LocalAddr instance
         */
        static create(properties: hbb.LocalAddr.$Shape): hbb.LocalAddr & hbb.LocalAddr.$Shape;
        static create(properties?: hbb.LocalAddr.$Properties): hbb.LocalAddr;

        /**
         * Encodes the specified LocalAddr message. Does not implicitly {@link hbb.LocalAddr.verify|verify} messages.
         * @param message LocalAddr message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.LocalAddr.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LocalAddr message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.LocalAddr & hbb.LocalAddr.$Shape} LocalAddr
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.LocalAddr & hbb.LocalAddr.$Shape;
    }

    namespace LocalAddr {

        /** Properties of a LocalAddr. */
        interface $Properties {

            /** LocalAddr socketAddr */
            socketAddr?: (Uint8Array|null);

            /** LocalAddr localAddr */
            localAddr?: (Uint8Array|null);

            /** LocalAddr relayServer */
            relayServer?: (string|null);

            /** LocalAddr id */
            id?: (string|null);

            /** LocalAddr version */
            version?: (string|null);

            /** LocalAddr socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LocalAddr. */
        type $Shape = hbb.LocalAddr.$Properties;
    }

    /**
     * Properties of a RequestRelay.
     * @deprecated Use hbb.RequestRelay.$Properties instead.
     */
    interface IRequestRelay extends hbb.RequestRelay.$Properties {
    }

    /** Represents a RequestRelay. */
    class RequestRelay {

        /**
         * Constructs a new RequestRelay.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RequestRelay.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RequestRelay id. */
        id: string;

        /** RequestRelay uuid. */
        uuid: string;

        /** RequestRelay socketAddr. */
        socketAddr: Uint8Array;

        /** RequestRelay relayServer. */
        relayServer: string;

        /** RequestRelay secure. */
        secure: boolean;

        /** RequestRelay licenceKey. */
        licenceKey: string;

        /** RequestRelay connType. */
        connType: number;

        /** RequestRelay token. */
        token: string;

        /** RequestRelay controlPermissions. */
        controlPermissions?: (hbb.ControlPermissions.$Properties|null);

        /** RequestRelay controlledContext. */
        controlledContext?: (hbb.ControlledContext.$Properties|null);

        /** RequestRelay switchCode. */
        switchCode: string;

        /**
         * Creates a new RequestRelay instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestRelay instance
         */
        static create(properties: hbb.RequestRelay.$Shape): hbb.RequestRelay & hbb.RequestRelay.$Shape;
        static create(properties?: hbb.RequestRelay.$Properties): hbb.RequestRelay;

        /**
         * Encodes the specified RequestRelay message. Does not implicitly {@link hbb.RequestRelay.verify|verify} messages.
         * @param message RequestRelay message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RequestRelay.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestRelay message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RequestRelay & hbb.RequestRelay.$Shape} RequestRelay
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RequestRelay & hbb.RequestRelay.$Shape;
    }

    namespace RequestRelay {

        /** Properties of a RequestRelay. */
        interface $Properties {

            /** RequestRelay id */
            id?: (string|null);

            /** RequestRelay uuid */
            uuid?: (string|null);

            /** RequestRelay socketAddr */
            socketAddr?: (Uint8Array|null);

            /** RequestRelay relayServer */
            relayServer?: (string|null);

            /** RequestRelay secure */
            secure?: (boolean|null);

            /** RequestRelay licenceKey */
            licenceKey?: (string|null);

            /** RequestRelay connType */
            connType?: (number|null);

            /** RequestRelay token */
            token?: (string|null);

            /** RequestRelay controlPermissions */
            controlPermissions?: (hbb.ControlPermissions.$Properties|null);

            /** RequestRelay controlledContext */
            controlledContext?: (hbb.ControlledContext.$Properties|null);

            /** RequestRelay switchCode */
            switchCode?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RequestRelay. */
        type $Shape = hbb.RequestRelay.$Properties;
    }

    /**
     * Properties of a RelayResponse.
     * @deprecated Use hbb.RelayResponse.$Properties instead.
     */
    interface IRelayResponse extends hbb.RelayResponse.$Properties {
    }

    /** Represents a RelayResponse. */
    class RelayResponse {

        /**
         * Constructs a new RelayResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RelayResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RelayResponse socketAddr. */
        socketAddr: Uint8Array;

        /** RelayResponse uuid. */
        uuid: string;

        /** RelayResponse relayServer. */
        relayServer: string;

        /** RelayResponse id. */
        id?: (string|null);

        /** RelayResponse pk. */
        pk?: (Uint8Array|null);

        /** RelayResponse refuseReason. */
        refuseReason: string;

        /** RelayResponse version. */
        version: string;

        /** RelayResponse feedback. */
        feedback: number;

        /** RelayResponse socketAddrV6. */
        socketAddrV6: Uint8Array;

        /** RelayResponse upnpPort. */
        upnpPort: number;

        /** RelayResponse union. */
        union?: ("id"|"pk");

        /**
         * Creates a new RelayResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RelayResponse instance
         */
        static create(properties: hbb.RelayResponse.$Shape): hbb.RelayResponse & hbb.RelayResponse.$Shape;
        static create(properties?: hbb.RelayResponse.$Properties): hbb.RelayResponse;

        /**
         * Encodes the specified RelayResponse message. Does not implicitly {@link hbb.RelayResponse.verify|verify} messages.
         * @param message RelayResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RelayResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RelayResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RelayResponse & hbb.RelayResponse.$Shape} RelayResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RelayResponse & hbb.RelayResponse.$Shape;
    }

    namespace RelayResponse {

        /** Properties of a RelayResponse. */
        interface $Properties {

            /** RelayResponse socketAddr */
            socketAddr?: (Uint8Array|null);

            /** RelayResponse uuid */
            uuid?: (string|null);

            /** RelayResponse relayServer */
            relayServer?: (string|null);

            /** RelayResponse id */
            id?: (string|null);

            /** RelayResponse pk */
            pk?: (Uint8Array|null);

            /** RelayResponse refuseReason */
            refuseReason?: (string|null);

            /** RelayResponse version */
            version?: (string|null);

            /** RelayResponse feedback */
            feedback?: (number|null);

            /** RelayResponse socketAddrV6 */
            socketAddrV6?: (Uint8Array|null);

            /** RelayResponse upnpPort */
            upnpPort?: (number|null);

            /** RelayResponse union */
            union?: ("id"|"pk");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a RelayResponse. */
        type $Shape = {
          socketAddr?: Uint8Array|null;
          uuid?: string|null;
          relayServer?: string|null;
          id?: string|null;
          pk?: Uint8Array|null;
          refuseReason?: string|null;
          version?: string|null;
          feedback?: number|null;
          socketAddrV6?: Uint8Array|null;
          upnpPort?: number|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ union?: undefined; id?: null; pk?: null }|{ union?: "id"; id: string; pk?: null }|{ union?: "pk"; id?: null; pk: Uint8Array })
        );
    }

    /**
     * Properties of a ConfigUpdate.
     * @deprecated Use hbb.ConfigUpdate.$Properties instead.
     */
    interface IConfigUpdate extends hbb.ConfigUpdate.$Properties {
    }

    /** Represents a ConfigUpdate. */
    class ConfigUpdate {

        /**
         * Constructs a new ConfigUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.ConfigUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConfigUpdate serial. */
        serial: number;

        /** ConfigUpdate rendezvousServers. */
        rendezvousServers: string[];

        /**
         * Creates a new ConfigUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConfigUpdate instance
         */
        static create(properties: hbb.ConfigUpdate.$Shape): hbb.ConfigUpdate & hbb.ConfigUpdate.$Shape;
        static create(properties?: hbb.ConfigUpdate.$Properties): hbb.ConfigUpdate;

        /**
         * Encodes the specified ConfigUpdate message. Does not implicitly {@link hbb.ConfigUpdate.verify|verify} messages.
         * @param message ConfigUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.ConfigUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConfigUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.ConfigUpdate & hbb.ConfigUpdate.$Shape} ConfigUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.ConfigUpdate & hbb.ConfigUpdate.$Shape;
    }

    namespace ConfigUpdate {

        /** Properties of a ConfigUpdate. */
        interface $Properties {

            /** ConfigUpdate serial */
            serial?: (number|null);

            /** ConfigUpdate rendezvousServers */
            rendezvousServers?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConfigUpdate. */
        type $Shape = hbb.ConfigUpdate.$Properties;
    }

    /**
     * Properties of a TestNatRequest.
     * @deprecated Use hbb.TestNatRequest.$Properties instead.
     */
    interface ITestNatRequest extends hbb.TestNatRequest.$Properties {
    }

    /** Represents a TestNatRequest. */
    class TestNatRequest {

        /**
         * Constructs a new TestNatRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.TestNatRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TestNatRequest serial. */
        serial: number;

        /**
         * Creates a new TestNatRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TestNatRequest instance
         */
        static create(properties: hbb.TestNatRequest.$Shape): hbb.TestNatRequest & hbb.TestNatRequest.$Shape;
        static create(properties?: hbb.TestNatRequest.$Properties): hbb.TestNatRequest;

        /**
         * Encodes the specified TestNatRequest message. Does not implicitly {@link hbb.TestNatRequest.verify|verify} messages.
         * @param message TestNatRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.TestNatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TestNatRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.TestNatRequest & hbb.TestNatRequest.$Shape} TestNatRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.TestNatRequest & hbb.TestNatRequest.$Shape;
    }

    namespace TestNatRequest {

        /** Properties of a TestNatRequest. */
        interface $Properties {

            /** TestNatRequest serial */
            serial?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TestNatRequest. */
        type $Shape = hbb.TestNatRequest.$Properties;
    }

    /**
     * Properties of a TestNatResponse.
     * @deprecated Use hbb.TestNatResponse.$Properties instead.
     */
    interface ITestNatResponse extends hbb.TestNatResponse.$Properties {
    }

    /** Represents a TestNatResponse. */
    class TestNatResponse {

        /**
         * Constructs a new TestNatResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.TestNatResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TestNatResponse port. */
        port: number;

        /** TestNatResponse cu. */
        cu?: (hbb.ConfigUpdate.$Properties|null);

        /**
         * Creates a new TestNatResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TestNatResponse instance
         */
        static create(properties: hbb.TestNatResponse.$Shape): hbb.TestNatResponse & hbb.TestNatResponse.$Shape;
        static create(properties?: hbb.TestNatResponse.$Properties): hbb.TestNatResponse;

        /**
         * Encodes the specified TestNatResponse message. Does not implicitly {@link hbb.TestNatResponse.verify|verify} messages.
         * @param message TestNatResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.TestNatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TestNatResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.TestNatResponse & hbb.TestNatResponse.$Shape} TestNatResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.TestNatResponse & hbb.TestNatResponse.$Shape;
    }

    namespace TestNatResponse {

        /** Properties of a TestNatResponse. */
        interface $Properties {

            /** TestNatResponse port */
            port?: (number|null);

            /** TestNatResponse cu */
            cu?: (hbb.ConfigUpdate.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TestNatResponse. */
        type $Shape = hbb.TestNatResponse.$Properties;
    }

    /**
     * Properties of a SoftwareUpdate.
     * @deprecated Use hbb.SoftwareUpdate.$Properties instead.
     */
    interface ISoftwareUpdate extends hbb.SoftwareUpdate.$Properties {
    }

    /** Represents a SoftwareUpdate. */
    class SoftwareUpdate {

        /**
         * Constructs a new SoftwareUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.SoftwareUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SoftwareUpdate url. */
        url: string;

        /**
         * Creates a new SoftwareUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SoftwareUpdate instance
         */
        static create(properties: hbb.SoftwareUpdate.$Shape): hbb.SoftwareUpdate & hbb.SoftwareUpdate.$Shape;
        static create(properties?: hbb.SoftwareUpdate.$Properties): hbb.SoftwareUpdate;

        /**
         * Encodes the specified SoftwareUpdate message. Does not implicitly {@link hbb.SoftwareUpdate.verify|verify} messages.
         * @param message SoftwareUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.SoftwareUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SoftwareUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.SoftwareUpdate & hbb.SoftwareUpdate.$Shape} SoftwareUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.SoftwareUpdate & hbb.SoftwareUpdate.$Shape;
    }

    namespace SoftwareUpdate {

        /** Properties of a SoftwareUpdate. */
        interface $Properties {

            /** SoftwareUpdate url */
            url?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SoftwareUpdate. */
        type $Shape = hbb.SoftwareUpdate.$Properties;
    }

    /**
     * Properties of a PeerDiscovery.
     * @deprecated Use hbb.PeerDiscovery.$Properties instead.
     */
    interface IPeerDiscovery extends hbb.PeerDiscovery.$Properties {
    }

    /** Represents a PeerDiscovery. */
    class PeerDiscovery {

        /**
         * Constructs a new PeerDiscovery.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.PeerDiscovery.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PeerDiscovery cmd. */
        cmd: string;

        /** PeerDiscovery mac. */
        mac: string;

        /** PeerDiscovery id. */
        id: string;

        /** PeerDiscovery username. */
        username: string;

        /** PeerDiscovery hostname. */
        hostname: string;

        /** PeerDiscovery platform. */
        platform: string;

        /** PeerDiscovery misc. */
        misc: string;

        /**
         * Creates a new PeerDiscovery instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PeerDiscovery instance
         */
        static create(properties: hbb.PeerDiscovery.$Shape): hbb.PeerDiscovery & hbb.PeerDiscovery.$Shape;
        static create(properties?: hbb.PeerDiscovery.$Properties): hbb.PeerDiscovery;

        /**
         * Encodes the specified PeerDiscovery message. Does not implicitly {@link hbb.PeerDiscovery.verify|verify} messages.
         * @param message PeerDiscovery message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.PeerDiscovery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PeerDiscovery message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.PeerDiscovery & hbb.PeerDiscovery.$Shape} PeerDiscovery
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.PeerDiscovery & hbb.PeerDiscovery.$Shape;
    }

    namespace PeerDiscovery {

        /** Properties of a PeerDiscovery. */
        interface $Properties {

            /** PeerDiscovery cmd */
            cmd?: (string|null);

            /** PeerDiscovery mac */
            mac?: (string|null);

            /** PeerDiscovery id */
            id?: (string|null);

            /** PeerDiscovery username */
            username?: (string|null);

            /** PeerDiscovery hostname */
            hostname?: (string|null);

            /** PeerDiscovery platform */
            platform?: (string|null);

            /** PeerDiscovery misc */
            misc?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PeerDiscovery. */
        type $Shape = hbb.PeerDiscovery.$Properties;
    }

    /**
     * Properties of an OnlineRequest.
     * @deprecated Use hbb.OnlineRequest.$Properties instead.
     */
    interface IOnlineRequest extends hbb.OnlineRequest.$Properties {
    }

    /** Represents an OnlineRequest. */
    class OnlineRequest {

        /**
         * Constructs a new OnlineRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.OnlineRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OnlineRequest id. */
        id: string;

        /** OnlineRequest peers. */
        peers: string[];

        /**
         * Creates a new OnlineRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OnlineRequest instance
         */
        static create(properties: hbb.OnlineRequest.$Shape): hbb.OnlineRequest & hbb.OnlineRequest.$Shape;
        static create(properties?: hbb.OnlineRequest.$Properties): hbb.OnlineRequest;

        /**
         * Encodes the specified OnlineRequest message. Does not implicitly {@link hbb.OnlineRequest.verify|verify} messages.
         * @param message OnlineRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.OnlineRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OnlineRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.OnlineRequest & hbb.OnlineRequest.$Shape} OnlineRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.OnlineRequest & hbb.OnlineRequest.$Shape;
    }

    namespace OnlineRequest {

        /** Properties of an OnlineRequest. */
        interface $Properties {

            /** OnlineRequest id */
            id?: (string|null);

            /** OnlineRequest peers */
            peers?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OnlineRequest. */
        type $Shape = hbb.OnlineRequest.$Properties;
    }

    /**
     * Properties of an OnlineResponse.
     * @deprecated Use hbb.OnlineResponse.$Properties instead.
     */
    interface IOnlineResponse extends hbb.OnlineResponse.$Properties {
    }

    /** Represents an OnlineResponse. */
    class OnlineResponse {

        /**
         * Constructs a new OnlineResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.OnlineResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OnlineResponse states. */
        states: Uint8Array;

        /**
         * Creates a new OnlineResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OnlineResponse instance
         */
        static create(properties: hbb.OnlineResponse.$Shape): hbb.OnlineResponse & hbb.OnlineResponse.$Shape;
        static create(properties?: hbb.OnlineResponse.$Properties): hbb.OnlineResponse;

        /**
         * Encodes the specified OnlineResponse message. Does not implicitly {@link hbb.OnlineResponse.verify|verify} messages.
         * @param message OnlineResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.OnlineResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OnlineResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.OnlineResponse & hbb.OnlineResponse.$Shape} OnlineResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.OnlineResponse & hbb.OnlineResponse.$Shape;
    }

    namespace OnlineResponse {

        /** Properties of an OnlineResponse. */
        interface $Properties {

            /** OnlineResponse states */
            states?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OnlineResponse. */
        type $Shape = hbb.OnlineResponse.$Properties;
    }

    /**
     * Properties of a KeyExchange.
     * @deprecated Use hbb.KeyExchange.$Properties instead.
     */
    interface IKeyExchange extends hbb.KeyExchange.$Properties {
    }

    /** Represents a KeyExchange. */
    class KeyExchange {

        /**
         * Constructs a new KeyExchange.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.KeyExchange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyExchange keys. */
        keys: Uint8Array[];

        /**
         * Creates a new KeyExchange instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KeyExchange instance
         */
        static create(properties: hbb.KeyExchange.$Shape): hbb.KeyExchange & hbb.KeyExchange.$Shape;
        static create(properties?: hbb.KeyExchange.$Properties): hbb.KeyExchange;

        /**
         * Encodes the specified KeyExchange message. Does not implicitly {@link hbb.KeyExchange.verify|verify} messages.
         * @param message KeyExchange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.KeyExchange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyExchange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.KeyExchange & hbb.KeyExchange.$Shape} KeyExchange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.KeyExchange & hbb.KeyExchange.$Shape;
    }

    namespace KeyExchange {

        /** Properties of a KeyExchange. */
        interface $Properties {

            /** KeyExchange keys */
            keys?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyExchange. */
        type $Shape = hbb.KeyExchange.$Properties;
    }

    /**
     * Properties of a HealthCheck.
     * @deprecated Use hbb.HealthCheck.$Properties instead.
     */
    interface IHealthCheck extends hbb.HealthCheck.$Properties {
    }

    /** Represents a HealthCheck. */
    class HealthCheck {

        /**
         * Constructs a new HealthCheck.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.HealthCheck.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HealthCheck token. */
        token: string;

        /**
         * Creates a new HealthCheck instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HealthCheck instance
         */
        static create(properties: hbb.HealthCheck.$Shape): hbb.HealthCheck & hbb.HealthCheck.$Shape;
        static create(properties?: hbb.HealthCheck.$Properties): hbb.HealthCheck;

        /**
         * Encodes the specified HealthCheck message. Does not implicitly {@link hbb.HealthCheck.verify|verify} messages.
         * @param message HealthCheck message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.HealthCheck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HealthCheck message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.HealthCheck & hbb.HealthCheck.$Shape} HealthCheck
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.HealthCheck & hbb.HealthCheck.$Shape;
    }

    namespace HealthCheck {

        /** Properties of a HealthCheck. */
        interface $Properties {

            /** HealthCheck token */
            token?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HealthCheck. */
        type $Shape = hbb.HealthCheck.$Properties;
    }

    /**
     * Properties of a HeaderEntry.
     * @deprecated Use hbb.HeaderEntry.$Properties instead.
     */
    interface IHeaderEntry extends hbb.HeaderEntry.$Properties {
    }

    /** Represents a HeaderEntry. */
    class HeaderEntry {

        /**
         * Constructs a new HeaderEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.HeaderEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HeaderEntry name. */
        name: string;

        /** HeaderEntry value. */
        value: string;

        /**
         * Creates a new HeaderEntry instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HeaderEntry instance
         */
        static create(properties: hbb.HeaderEntry.$Shape): hbb.HeaderEntry & hbb.HeaderEntry.$Shape;
        static create(properties?: hbb.HeaderEntry.$Properties): hbb.HeaderEntry;

        /**
         * Encodes the specified HeaderEntry message. Does not implicitly {@link hbb.HeaderEntry.verify|verify} messages.
         * @param message HeaderEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.HeaderEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HeaderEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.HeaderEntry & hbb.HeaderEntry.$Shape} HeaderEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.HeaderEntry & hbb.HeaderEntry.$Shape;
    }

    namespace HeaderEntry {

        /** Properties of a HeaderEntry. */
        interface $Properties {

            /** HeaderEntry name */
            name?: (string|null);

            /** HeaderEntry value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HeaderEntry. */
        type $Shape = hbb.HeaderEntry.$Properties;
    }

    /**
     * Properties of a HttpProxyRequest.
     * @deprecated Use hbb.HttpProxyRequest.$Properties instead.
     */
    interface IHttpProxyRequest extends hbb.HttpProxyRequest.$Properties {
    }

    /** Represents a HttpProxyRequest. */
    class HttpProxyRequest {

        /**
         * Constructs a new HttpProxyRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.HttpProxyRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HttpProxyRequest method. */
        method: string;

        /** HttpProxyRequest path. */
        path: string;

        /** HttpProxyRequest headers. */
        headers: hbb.HeaderEntry.$Properties[];

        /** HttpProxyRequest body. */
        body: Uint8Array;

        /**
         * Creates a new HttpProxyRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HttpProxyRequest instance
         */
        static create(properties: hbb.HttpProxyRequest.$Shape): hbb.HttpProxyRequest & hbb.HttpProxyRequest.$Shape;
        static create(properties?: hbb.HttpProxyRequest.$Properties): hbb.HttpProxyRequest;

        /**
         * Encodes the specified HttpProxyRequest message. Does not implicitly {@link hbb.HttpProxyRequest.verify|verify} messages.
         * @param message HttpProxyRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.HttpProxyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HttpProxyRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.HttpProxyRequest & hbb.HttpProxyRequest.$Shape} HttpProxyRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.HttpProxyRequest & hbb.HttpProxyRequest.$Shape;
    }

    namespace HttpProxyRequest {

        /** Properties of a HttpProxyRequest. */
        interface $Properties {

            /** HttpProxyRequest method */
            method?: (string|null);

            /** HttpProxyRequest path */
            path?: (string|null);

            /** HttpProxyRequest headers */
            headers?: (hbb.HeaderEntry.$Properties[]|null);

            /** HttpProxyRequest body */
            body?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HttpProxyRequest. */
        type $Shape = hbb.HttpProxyRequest.$Properties;
    }

    /**
     * Properties of a HttpProxyResponse.
     * @deprecated Use hbb.HttpProxyResponse.$Properties instead.
     */
    interface IHttpProxyResponse extends hbb.HttpProxyResponse.$Properties {
    }

    /** Represents a HttpProxyResponse. */
    class HttpProxyResponse {

        /**
         * Constructs a new HttpProxyResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.HttpProxyResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HttpProxyResponse status. */
        status: number;

        /** HttpProxyResponse headers. */
        headers: hbb.HeaderEntry.$Properties[];

        /** HttpProxyResponse body. */
        body: Uint8Array;

        /** HttpProxyResponse error. */
        error: string;

        /**
         * Creates a new HttpProxyResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HttpProxyResponse instance
         */
        static create(properties: hbb.HttpProxyResponse.$Shape): hbb.HttpProxyResponse & hbb.HttpProxyResponse.$Shape;
        static create(properties?: hbb.HttpProxyResponse.$Properties): hbb.HttpProxyResponse;

        /**
         * Encodes the specified HttpProxyResponse message. Does not implicitly {@link hbb.HttpProxyResponse.verify|verify} messages.
         * @param message HttpProxyResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.HttpProxyResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HttpProxyResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.HttpProxyResponse & hbb.HttpProxyResponse.$Shape} HttpProxyResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.HttpProxyResponse & hbb.HttpProxyResponse.$Shape;
    }

    namespace HttpProxyResponse {

        /** Properties of a HttpProxyResponse. */
        interface $Properties {

            /** HttpProxyResponse status */
            status?: (number|null);

            /** HttpProxyResponse headers */
            headers?: (hbb.HeaderEntry.$Properties[]|null);

            /** HttpProxyResponse body */
            body?: (Uint8Array|null);

            /** HttpProxyResponse error */
            error?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HttpProxyResponse. */
        type $Shape = hbb.HttpProxyResponse.$Properties;
    }

    /**
     * Properties of a RendezvousMessage.
     * @deprecated Use hbb.RendezvousMessage.$Properties instead.
     */
    interface IRendezvousMessage extends hbb.RendezvousMessage.$Properties {
    }

    /** Represents a RendezvousMessage. */
    class RendezvousMessage {

        /**
         * Constructs a new RendezvousMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.RendezvousMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RendezvousMessage registerPeer. */
        registerPeer?: (hbb.RegisterPeer.$Properties|null);

        /** RendezvousMessage registerPeerResponse. */
        registerPeerResponse?: (hbb.RegisterPeerResponse.$Properties|null);

        /** RendezvousMessage punchHoleRequest. */
        punchHoleRequest?: (hbb.PunchHoleRequest.$Properties|null);

        /** RendezvousMessage punchHole. */
        punchHole?: (hbb.PunchHole.$Properties|null);

        /** RendezvousMessage punchHoleSent. */
        punchHoleSent?: (hbb.PunchHoleSent.$Properties|null);

        /** RendezvousMessage punchHoleResponse. */
        punchHoleResponse?: (hbb.PunchHoleResponse.$Properties|null);

        /** RendezvousMessage fetchLocalAddr. */
        fetchLocalAddr?: (hbb.FetchLocalAddr.$Properties|null);

        /** RendezvousMessage localAddr. */
        localAddr?: (hbb.LocalAddr.$Properties|null);

        /** RendezvousMessage configureUpdate. */
        configureUpdate?: (hbb.ConfigUpdate.$Properties|null);

        /** RendezvousMessage registerPk. */
        registerPk?: (hbb.RegisterPk.$Properties|null);

        /** RendezvousMessage registerPkResponse. */
        registerPkResponse?: (hbb.RegisterPkResponse.$Properties|null);

        /** RendezvousMessage softwareUpdate. */
        softwareUpdate?: (hbb.SoftwareUpdate.$Properties|null);

        /** RendezvousMessage requestRelay. */
        requestRelay?: (hbb.RequestRelay.$Properties|null);

        /** RendezvousMessage relayResponse. */
        relayResponse?: (hbb.RelayResponse.$Properties|null);

        /** RendezvousMessage testNatRequest. */
        testNatRequest?: (hbb.TestNatRequest.$Properties|null);

        /** RendezvousMessage testNatResponse. */
        testNatResponse?: (hbb.TestNatResponse.$Properties|null);

        /** RendezvousMessage peerDiscovery. */
        peerDiscovery?: (hbb.PeerDiscovery.$Properties|null);

        /** RendezvousMessage onlineRequest. */
        onlineRequest?: (hbb.OnlineRequest.$Properties|null);

        /** RendezvousMessage onlineResponse. */
        onlineResponse?: (hbb.OnlineResponse.$Properties|null);

        /** RendezvousMessage keyExchange. */
        keyExchange?: (hbb.KeyExchange.$Properties|null);

        /** RendezvousMessage hc. */
        hc?: (hbb.HealthCheck.$Properties|null);

        /** RendezvousMessage httpProxyRequest. */
        httpProxyRequest?: (hbb.HttpProxyRequest.$Properties|null);

        /** RendezvousMessage httpProxyResponse. */
        httpProxyResponse?: (hbb.HttpProxyResponse.$Properties|null);

        /** RendezvousMessage union. */
        union?: ("registerPeer"|"registerPeerResponse"|"punchHoleRequest"|"punchHole"|"punchHoleSent"|"punchHoleResponse"|"fetchLocalAddr"|"localAddr"|"configureUpdate"|"registerPk"|"registerPkResponse"|"softwareUpdate"|"requestRelay"|"relayResponse"|"testNatRequest"|"testNatResponse"|"peerDiscovery"|"onlineRequest"|"onlineResponse"|"keyExchange"|"hc"|"httpProxyRequest"|"httpProxyResponse");

        /**
         * Creates a new RendezvousMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RendezvousMessage instance
         */
        static create(properties: hbb.RendezvousMessage.$Shape): hbb.RendezvousMessage & hbb.RendezvousMessage.$Shape;
        static create(properties?: hbb.RendezvousMessage.$Properties): hbb.RendezvousMessage;

        /**
         * Encodes the specified RendezvousMessage message. Does not implicitly {@link hbb.RendezvousMessage.verify|verify} messages.
         * @param message RendezvousMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.RendezvousMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RendezvousMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.RendezvousMessage & hbb.RendezvousMessage.$Shape} RendezvousMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.RendezvousMessage & hbb.RendezvousMessage.$Shape;
    }

    namespace RendezvousMessage {

        /** Properties of a RendezvousMessage. */
        interface $Properties {

            /** RendezvousMessage registerPeer */
            registerPeer?: (hbb.RegisterPeer.$Properties|null);

            /** RendezvousMessage registerPeerResponse */
            registerPeerResponse?: (hbb.RegisterPeerResponse.$Properties|null);

            /** RendezvousMessage punchHoleRequest */
            punchHoleRequest?: (hbb.PunchHoleRequest.$Properties|null);

            /** RendezvousMessage punchHole */
            punchHole?: (hbb.PunchHole.$Properties|null);

            /** RendezvousMessage punchHoleSent */
            punchHoleSent?: (hbb.PunchHoleSent.$Properties|null);

            /** RendezvousMessage punchHoleResponse */
            punchHoleResponse?: (hbb.PunchHoleResponse.$Properties|null);

            /** RendezvousMessage fetchLocalAddr */
            fetchLocalAddr?: (hbb.FetchLocalAddr.$Properties|null);

            /** RendezvousMessage localAddr */
            localAddr?: (hbb.LocalAddr.$Properties|null);

            /** RendezvousMessage configureUpdate */
            configureUpdate?: (hbb.ConfigUpdate.$Properties|null);

            /** RendezvousMessage registerPk */
            registerPk?: (hbb.RegisterPk.$Properties|null);

            /** RendezvousMessage registerPkResponse */
            registerPkResponse?: (hbb.RegisterPkResponse.$Properties|null);

            /** RendezvousMessage softwareUpdate */
            softwareUpdate?: (hbb.SoftwareUpdate.$Properties|null);

            /** RendezvousMessage requestRelay */
            requestRelay?: (hbb.RequestRelay.$Properties|null);

            /** RendezvousMessage relayResponse */
            relayResponse?: (hbb.RelayResponse.$Properties|null);

            /** RendezvousMessage testNatRequest */
            testNatRequest?: (hbb.TestNatRequest.$Properties|null);

            /** RendezvousMessage testNatResponse */
            testNatResponse?: (hbb.TestNatResponse.$Properties|null);

            /** RendezvousMessage peerDiscovery */
            peerDiscovery?: (hbb.PeerDiscovery.$Properties|null);

            /** RendezvousMessage onlineRequest */
            onlineRequest?: (hbb.OnlineRequest.$Properties|null);

            /** RendezvousMessage onlineResponse */
            onlineResponse?: (hbb.OnlineResponse.$Properties|null);

            /** RendezvousMessage keyExchange */
            keyExchange?: (hbb.KeyExchange.$Properties|null);

            /** RendezvousMessage hc */
            hc?: (hbb.HealthCheck.$Properties|null);

            /** RendezvousMessage httpProxyRequest */
            httpProxyRequest?: (hbb.HttpProxyRequest.$Properties|null);

            /** RendezvousMessage httpProxyResponse */
            httpProxyResponse?: (hbb.HttpProxyResponse.$Properties|null);

            /** RendezvousMessage union */
            union?: ("registerPeer"|"registerPeerResponse"|"punchHoleRequest"|"punchHole"|"punchHoleSent"|"punchHoleResponse"|"fetchLocalAddr"|"localAddr"|"configureUpdate"|"registerPk"|"registerPkResponse"|"softwareUpdate"|"requestRelay"|"relayResponse"|"testNatRequest"|"testNatResponse"|"peerDiscovery"|"onlineRequest"|"onlineResponse"|"keyExchange"|"hc"|"httpProxyRequest"|"httpProxyResponse");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a RendezvousMessage. */
        type $Shape = {
          registerPeer?: hbb.RegisterPeer.$Shape|null;
          registerPeerResponse?: hbb.RegisterPeerResponse.$Shape|null;
          punchHoleRequest?: hbb.PunchHoleRequest.$Shape|null;
          punchHole?: hbb.PunchHole.$Shape|null;
          punchHoleSent?: hbb.PunchHoleSent.$Shape|null;
          punchHoleResponse?: hbb.PunchHoleResponse.$Shape|null;
          fetchLocalAddr?: hbb.FetchLocalAddr.$Shape|null;
          localAddr?: hbb.LocalAddr.$Shape|null;
          configureUpdate?: hbb.ConfigUpdate.$Shape|null;
          registerPk?: hbb.RegisterPk.$Shape|null;
          registerPkResponse?: hbb.RegisterPkResponse.$Shape|null;
          softwareUpdate?: hbb.SoftwareUpdate.$Shape|null;
          requestRelay?: hbb.RequestRelay.$Shape|null;
          relayResponse?: hbb.RelayResponse.$Shape|null;
          testNatRequest?: hbb.TestNatRequest.$Shape|null;
          testNatResponse?: hbb.TestNatResponse.$Shape|null;
          peerDiscovery?: hbb.PeerDiscovery.$Shape|null;
          onlineRequest?: hbb.OnlineRequest.$Shape|null;
          onlineResponse?: hbb.OnlineResponse.$Shape|null;
          keyExchange?: hbb.KeyExchange.$Shape|null;
          hc?: hbb.HealthCheck.$Shape|null;
          httpProxyRequest?: hbb.HttpProxyRequest.$Shape|null;
          httpProxyResponse?: hbb.HttpProxyResponse.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ union?: undefined; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPeer"; registerPeer: hbb.RegisterPeer.$Shape; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPeerResponse"; registerPeer?: null; registerPeerResponse: hbb.RegisterPeerResponse.$Shape; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHoleRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest: hbb.PunchHoleRequest.$Shape; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHole"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole: hbb.PunchHole.$Shape; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHoleSent"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent: hbb.PunchHoleSent.$Shape; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "punchHoleResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse: hbb.PunchHoleResponse.$Shape; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "fetchLocalAddr"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr: hbb.FetchLocalAddr.$Shape; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "localAddr"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr: hbb.LocalAddr.$Shape; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "configureUpdate"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate: hbb.ConfigUpdate.$Shape; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPk"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk: hbb.RegisterPk.$Shape; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "registerPkResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse: hbb.RegisterPkResponse.$Shape; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "softwareUpdate"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate: hbb.SoftwareUpdate.$Shape; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "requestRelay"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay: hbb.RequestRelay.$Shape; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "relayResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse: hbb.RelayResponse.$Shape; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "testNatRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest: hbb.TestNatRequest.$Shape; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "testNatResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse: hbb.TestNatResponse.$Shape; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "peerDiscovery"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery: hbb.PeerDiscovery.$Shape; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "onlineRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest: hbb.OnlineRequest.$Shape; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "onlineResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse: hbb.OnlineResponse.$Shape; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "keyExchange"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange: hbb.KeyExchange.$Shape; hc?: null; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "hc"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc: hbb.HealthCheck.$Shape; httpProxyRequest?: null; httpProxyResponse?: null }|{ union?: "httpProxyRequest"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest: hbb.HttpProxyRequest.$Shape; httpProxyResponse?: null }|{ union?: "httpProxyResponse"; registerPeer?: null; registerPeerResponse?: null; punchHoleRequest?: null; punchHole?: null; punchHoleSent?: null; punchHoleResponse?: null; fetchLocalAddr?: null; localAddr?: null; configureUpdate?: null; registerPk?: null; registerPkResponse?: null; softwareUpdate?: null; requestRelay?: null; relayResponse?: null; testNatRequest?: null; testNatResponse?: null; peerDiscovery?: null; onlineRequest?: null; onlineResponse?: null; keyExchange?: null; hc?: null; httpProxyRequest?: null; httpProxyResponse: hbb.HttpProxyResponse.$Shape })
        );
    }

    /**
     * Properties of an IdPk.
     * @deprecated Use hbb.IdPk.$Properties instead.
     */
    interface IIdPk extends hbb.IdPk.$Properties {
    }

    /** Represents an IdPk. */
    class IdPk {

        /**
         * Constructs a new IdPk.
         * @param [properties] Properties to set
         */
        constructor(properties?: hbb.IdPk.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IdPk id. */
        id: string;

        /** IdPk pk. */
        pk: Uint8Array;

        /**
         * Creates a new IdPk instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IdPk instance
         */
        static create(properties: hbb.IdPk.$Shape): hbb.IdPk & hbb.IdPk.$Shape;
        static create(properties?: hbb.IdPk.$Properties): hbb.IdPk;

        /**
         * Encodes the specified IdPk message. Does not implicitly {@link hbb.IdPk.verify|verify} messages.
         * @param message IdPk message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: hbb.IdPk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IdPk message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {hbb.IdPk & hbb.IdPk.$Shape} IdPk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hbb.IdPk & hbb.IdPk.$Shape;
    }

    namespace IdPk {

        /** Properties of an IdPk. */
        interface $Properties {

            /** IdPk id */
            id?: (string|null);

            /** IdPk pk */
            pk?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IdPk. */
        type $Shape = hbb.IdPk.$Properties;
    }
}
