/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["fairleadbus"] || ($protobuf.roots["fairleadbus"] = {});

export const fairlead = $root.fairlead = (() => {

    /**
     * Namespace fairlead.
     * @exports fairlead
     * @namespace
     */
    const fairlead = {};

    fairlead.bus = (function() {

        /**
         * Namespace bus.
         * @memberof fairlead
         * @namespace
         */
        const bus = {};

        bus.Envelope = (function() {

            /**
             * Properties of an Envelope.
             * @typedef {Object} fairlead.bus.Envelope.$Properties
             * @property {number|null} [number] Envelope number
             * @property {fairlead.bus.Hello.$Properties|null} [hello] Envelope hello
             * @property {fairlead.bus.Push.$Properties|null} [push] Envelope push
             * @property {fairlead.bus.PushFailed.$Properties|null} [pushFailed] Envelope pushFailed
             * @property {fairlead.bus.Reply.$Properties|null} [reply] Envelope reply
             * @property {fairlead.bus.ReplyFault.$Properties|null} [replyFault] Envelope replyFault
             * @property {fairlead.bus.Admit.$Properties|null} [admit] Envelope admit
             * @property {fairlead.bus.Moved.$Properties|null} [moved] Envelope moved
             * @property {fairlead.bus.Call.$Properties|null} [call] Envelope call
             * @property {fairlead.bus.Answer.$Properties|null} [answer] Envelope answer
             * @property {fairlead.bus.Echo.$Properties|null} [echo] Envelope echo
             * @property {fairlead.bus.Echo.$Properties|null} [echoed] Envelope echoed
             * @property {"hello"|"push"|"pushFailed"|"reply"|"replyFault"|"admit"|"moved"|"call"|"answer"|"echo"|"echoed"} [union] Envelope union
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Envelope.
             * @memberof fairlead.bus
             * @interface IEnvelope
             * @augments fairlead.bus.Envelope.$Properties
             * @deprecated Use fairlead.bus.Envelope.$Properties instead.
             */

            /**
             * Narrowed shape of an Envelope.
             * @typedef {{
             *   number?: number|null;
             *   hello?: fairlead.bus.Hello.$Shape|null;
             *   push?: fairlead.bus.Push.$Shape|null;
             *   pushFailed?: fairlead.bus.PushFailed.$Shape|null;
             *   reply?: fairlead.bus.Reply.$Shape|null;
             *   replyFault?: fairlead.bus.ReplyFault.$Shape|null;
             *   admit?: fairlead.bus.Admit.$Shape|null;
             *   moved?: fairlead.bus.Moved.$Shape|null;
             *   call?: fairlead.bus.Call.$Shape|null;
             *   answer?: fairlead.bus.Answer.$Shape|null;
             *   echo?: fairlead.bus.Echo.$Shape|null;
             *   echoed?: fairlead.bus.Echo.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ union?: undefined; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "hello"; hello: fairlead.bus.Hello.$Shape; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "push"; hello?: null; push: fairlead.bus.Push.$Shape; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "pushFailed"; hello?: null; push?: null; pushFailed: fairlead.bus.PushFailed.$Shape; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "reply"; hello?: null; push?: null; pushFailed?: null; reply: fairlead.bus.Reply.$Shape; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "replyFault"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault: fairlead.bus.ReplyFault.$Shape; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "admit"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit: fairlead.bus.Admit.$Shape; moved?: null; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "moved"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved: fairlead.bus.Moved.$Shape; call?: null; answer?: null; echo?: null; echoed?: null }|{ union?: "call"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call: fairlead.bus.Call.$Shape; answer?: null; echo?: null; echoed?: null }|{ union?: "answer"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer: fairlead.bus.Answer.$Shape; echo?: null; echoed?: null }|{ union?: "echo"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo: fairlead.bus.Echo.$Shape; echoed?: null }|{ union?: "echoed"; hello?: null; push?: null; pushFailed?: null; reply?: null; replyFault?: null; admit?: null; moved?: null; call?: null; answer?: null; echo?: null; echoed: fairlead.bus.Echo.$Shape })
             * )} fairlead.bus.Envelope.$Shape
             */

            /**
             * Constructs a new Envelope.
             * @memberof fairlead.bus
             * @classdesc Represents an Envelope.
             * @constructor
             * @param {fairlead.bus.Envelope.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Envelope = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Envelope number.
             * @member {number} number
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.number = 0;

            /**
             * Envelope hello.
             * @member {fairlead.bus.Hello.$Properties|null|undefined} hello
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.hello = null;

            /**
             * Envelope push.
             * @member {fairlead.bus.Push.$Properties|null|undefined} push
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.push = null;

            /**
             * Envelope pushFailed.
             * @member {fairlead.bus.PushFailed.$Properties|null|undefined} pushFailed
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.pushFailed = null;

            /**
             * Envelope reply.
             * @member {fairlead.bus.Reply.$Properties|null|undefined} reply
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.reply = null;

            /**
             * Envelope replyFault.
             * @member {fairlead.bus.ReplyFault.$Properties|null|undefined} replyFault
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.replyFault = null;

            /**
             * Envelope admit.
             * @member {fairlead.bus.Admit.$Properties|null|undefined} admit
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.admit = null;

            /**
             * Envelope moved.
             * @member {fairlead.bus.Moved.$Properties|null|undefined} moved
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.moved = null;

            /**
             * Envelope call.
             * @member {fairlead.bus.Call.$Properties|null|undefined} call
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.call = null;

            /**
             * Envelope answer.
             * @member {fairlead.bus.Answer.$Properties|null|undefined} answer
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.answer = null;

            /**
             * Envelope echo.
             * @member {fairlead.bus.Echo.$Properties|null|undefined} echo
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.echo = null;

            /**
             * Envelope echoed.
             * @member {fairlead.bus.Echo.$Properties|null|undefined} echoed
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            Envelope.prototype.echoed = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Envelope union.
             * @member {"hello"|"push"|"pushFailed"|"reply"|"replyFault"|"admit"|"moved"|"call"|"answer"|"echo"|"echoed"|undefined} union
             * @memberof fairlead.bus.Envelope
             * @instance
             */
            $Object.defineProperty(Envelope.prototype, "union", {
                get: $util.oneOfGetter($oneOfFields = ["hello", "push", "pushFailed", "reply", "replyFault", "admit", "moved", "call", "answer", "echo", "echoed"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Envelope message. Does not implicitly {@link fairlead.bus.Envelope.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Envelope
             * @static
             * @param {fairlead.bus.Envelope.$Properties} message Envelope message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Envelope.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && !$Object.is(message.number, 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.number);
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.fairlead.bus.Hello.encode(message.hello, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.push != null && $Object.hasOwnProperty.call(message, "push"))
                    $root.fairlead.bus.Push.encode(message.push, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.pushFailed != null && $Object.hasOwnProperty.call(message, "pushFailed"))
                    $root.fairlead.bus.PushFailed.encode(message.pushFailed, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.reply != null && $Object.hasOwnProperty.call(message, "reply"))
                    $root.fairlead.bus.Reply.encode(message.reply, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.replyFault != null && $Object.hasOwnProperty.call(message, "replyFault"))
                    $root.fairlead.bus.ReplyFault.encode(message.replyFault, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.admit != null && $Object.hasOwnProperty.call(message, "admit"))
                    $root.fairlead.bus.Admit.encode(message.admit, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.moved != null && $Object.hasOwnProperty.call(message, "moved"))
                    $root.fairlead.bus.Moved.encode(message.moved, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.call != null && $Object.hasOwnProperty.call(message, "call"))
                    $root.fairlead.bus.Call.encode(message.call, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.answer != null && $Object.hasOwnProperty.call(message, "answer"))
                    $root.fairlead.bus.Answer.encode(message.answer, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.echo != null && $Object.hasOwnProperty.call(message, "echo"))
                    $root.fairlead.bus.Echo.encode(message.echo, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.echoed != null && $Object.hasOwnProperty.call(message, "echoed"))
                    $root.fairlead.bus.Echo.encode(message.echoed, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Envelope message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Envelope
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Envelope & fairlead.bus.Envelope.$Shape} Envelope
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Envelope.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Envelope();
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
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.hello = $root.fairlead.bus.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            message.union = "hello";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.push = $root.fairlead.bus.Push.decode(reader, reader.size(), $undefined, _depth + 1, message.push);
                            message.union = "push";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.pushFailed = $root.fairlead.bus.PushFailed.decode(reader, reader.size(), $undefined, _depth + 1, message.pushFailed);
                            message.union = "pushFailed";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.reply = $root.fairlead.bus.Reply.decode(reader, reader.size(), $undefined, _depth + 1, message.reply);
                            message.union = "reply";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.replyFault = $root.fairlead.bus.ReplyFault.decode(reader, reader.size(), $undefined, _depth + 1, message.replyFault);
                            message.union = "replyFault";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.admit = $root.fairlead.bus.Admit.decode(reader, reader.size(), $undefined, _depth + 1, message.admit);
                            message.union = "admit";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.moved = $root.fairlead.bus.Moved.decode(reader, reader.size(), $undefined, _depth + 1, message.moved);
                            message.union = "moved";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.call = $root.fairlead.bus.Call.decode(reader, reader.size(), $undefined, _depth + 1, message.call);
                            message.union = "call";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.answer = $root.fairlead.bus.Answer.decode(reader, reader.size(), $undefined, _depth + 1, message.answer);
                            message.union = "answer";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.echo = $root.fairlead.bus.Echo.decode(reader, reader.size(), $undefined, _depth + 1, message.echo);
                            message.union = "echo";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.echoed = $root.fairlead.bus.Echo.decode(reader, reader.size(), $undefined, _depth + 1, message.echoed);
                            message.union = "echoed";
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

            return Envelope;
        })();

        bus.Hello = (function() {

            /**
             * Properties of a Hello.
             * @typedef {Object} fairlead.bus.Hello.$Properties
             * @property {number|null} [slot] Hello slot
             * @property {string|null} [epoch] Hello epoch
             * @property {string|null} [role] Hello role
             * @property {string|null} [release] Hello release
             * @property {Uint8Array|null} [proof] Hello proof
             * @property {Uint8Array|null} [nonce] Hello nonce
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Hello.
             * @memberof fairlead.bus
             * @interface IHello
             * @augments fairlead.bus.Hello.$Properties
             * @deprecated Use fairlead.bus.Hello.$Properties instead.
             */

            /**
             * Shape of a Hello.
             * @typedef {fairlead.bus.Hello.$Properties} fairlead.bus.Hello.$Shape
             */

            /**
             * Constructs a new Hello.
             * @memberof fairlead.bus
             * @classdesc Represents a Hello.
             * @constructor
             * @param {fairlead.bus.Hello.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Hello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Hello slot.
             * @member {number} slot
             * @memberof fairlead.bus.Hello
             * @instance
             */
            Hello.prototype.slot = 0;

            /**
             * Hello epoch.
             * @member {string} epoch
             * @memberof fairlead.bus.Hello
             * @instance
             */
            Hello.prototype.epoch = "";

            /**
             * Hello role.
             * @member {string} role
             * @memberof fairlead.bus.Hello
             * @instance
             */
            Hello.prototype.role = "";

            /**
             * Hello release.
             * @member {string} release
             * @memberof fairlead.bus.Hello
             * @instance
             */
            Hello.prototype.release = "";

            /**
             * Hello proof.
             * @member {Uint8Array} proof
             * @memberof fairlead.bus.Hello
             * @instance
             */
            Hello.prototype.proof = $util.newBuffer([]);

            /**
             * Hello nonce.
             * @member {Uint8Array} nonce
             * @memberof fairlead.bus.Hello
             * @instance
             */
            Hello.prototype.nonce = $util.newBuffer([]);

            /**
             * Encodes the specified Hello message. Does not implicitly {@link fairlead.bus.Hello.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Hello
             * @static
             * @param {fairlead.bus.Hello.$Properties} message Hello message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Hello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.slot);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.epoch);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.role);
                if (message.release != null && $Object.hasOwnProperty.call(message, "release") && message.release !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.release);
                if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.proof);
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.nonce);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Hello
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Hello & fairlead.bus.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Hello.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Hello();
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
                            if (value = reader.uint32())
                                message.slot = value;
                            else
                                delete message.slot;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.release = value;
                            else
                                delete message.release;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.proof = value;
                            else
                                delete message.proof;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.nonce = value;
                            else
                                delete message.nonce;
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

            return Hello;
        })();

        bus.Push = (function() {

            /**
             * Properties of a Push.
             * @typedef {Object} fairlead.bus.Push.$Properties
             * @property {string|null} [peerId] Push peerId
             * @property {Uint8Array|null} [payload] Push payload
             * @property {number|null} [slot] Push slot
             * @property {string|null} [epoch] Push epoch
             * @property {number|null} [entry] Push entry
             * @property {string|null} [trace] Push trace
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Push.
             * @memberof fairlead.bus
             * @interface IPush
             * @augments fairlead.bus.Push.$Properties
             * @deprecated Use fairlead.bus.Push.$Properties instead.
             */

            /**
             * Shape of a Push.
             * @typedef {fairlead.bus.Push.$Properties} fairlead.bus.Push.$Shape
             */

            /**
             * Constructs a new Push.
             * @memberof fairlead.bus
             * @classdesc Represents a Push.
             * @constructor
             * @param {fairlead.bus.Push.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Push = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Push peerId.
             * @member {string} peerId
             * @memberof fairlead.bus.Push
             * @instance
             */
            Push.prototype.peerId = "";

            /**
             * Push payload.
             * @member {Uint8Array} payload
             * @memberof fairlead.bus.Push
             * @instance
             */
            Push.prototype.payload = $util.newBuffer([]);

            /**
             * Push slot.
             * @member {number} slot
             * @memberof fairlead.bus.Push
             * @instance
             */
            Push.prototype.slot = 0;

            /**
             * Push epoch.
             * @member {string} epoch
             * @memberof fairlead.bus.Push
             * @instance
             */
            Push.prototype.epoch = "";

            /**
             * Push entry.
             * @member {number} entry
             * @memberof fairlead.bus.Push
             * @instance
             */
            Push.prototype.entry = 0;

            /**
             * Push trace.
             * @member {string} trace
             * @memberof fairlead.bus.Push
             * @instance
             */
            Push.prototype.trace = "";

            /**
             * Encodes the specified Push message. Does not implicitly {@link fairlead.bus.Push.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Push
             * @static
             * @param {fairlead.bus.Push.$Properties} message Push message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Push.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
                if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.payload);
                if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.slot);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.epoch);
                if (message.entry != null && $Object.hasOwnProperty.call(message, "entry") && message.entry !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.entry);
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.trace);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Push message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Push
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Push & fairlead.bus.Push.$Shape} Push
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Push.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Push();
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
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.payload = value;
                            else
                                delete message.payload;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.slot = value;
                            else
                                delete message.slot;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.entry = value;
                            else
                                delete message.entry;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
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

            return Push;
        })();

        bus.PushFailed = (function() {

            /**
             * Properties of a PushFailed.
             * @typedef {Object} fairlead.bus.PushFailed.$Properties
             * @property {number|null} [entry] PushFailed entry
             * @property {string|null} [peerId] PushFailed peerId
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PushFailed.
             * @memberof fairlead.bus
             * @interface IPushFailed
             * @augments fairlead.bus.PushFailed.$Properties
             * @deprecated Use fairlead.bus.PushFailed.$Properties instead.
             */

            /**
             * Shape of a PushFailed.
             * @typedef {fairlead.bus.PushFailed.$Properties} fairlead.bus.PushFailed.$Shape
             */

            /**
             * Constructs a new PushFailed.
             * @memberof fairlead.bus
             * @classdesc Represents a PushFailed.
             * @constructor
             * @param {fairlead.bus.PushFailed.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PushFailed = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PushFailed entry.
             * @member {number} entry
             * @memberof fairlead.bus.PushFailed
             * @instance
             */
            PushFailed.prototype.entry = 0;

            /**
             * PushFailed peerId.
             * @member {string} peerId
             * @memberof fairlead.bus.PushFailed
             * @instance
             */
            PushFailed.prototype.peerId = "";

            /**
             * Encodes the specified PushFailed message. Does not implicitly {@link fairlead.bus.PushFailed.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.PushFailed
             * @static
             * @param {fairlead.bus.PushFailed.$Properties} message PushFailed message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PushFailed.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.entry != null && $Object.hasOwnProperty.call(message, "entry") && message.entry !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.entry);
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PushFailed message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.PushFailed
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.PushFailed & fairlead.bus.PushFailed.$Shape} PushFailed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PushFailed.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.PushFailed();
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
                            if (value = reader.uint32())
                                message.entry = value;
                            else
                                delete message.entry;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
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

            return PushFailed;
        })();

        bus.Reply = (function() {

            /**
             * Properties of a Reply.
             * @typedef {Object} fairlead.bus.Reply.$Properties
             * @property {number|null} [entry] Reply entry
             * @property {Uint8Array|null} [message] Reply message
             * @property {string|null} [transport] Reply transport
             * @property {string|null} [ip] Reply ip
             * @property {number|null} [port] Reply port
             * @property {string|null} [trace] Reply trace
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Reply.
             * @memberof fairlead.bus
             * @interface IReply
             * @augments fairlead.bus.Reply.$Properties
             * @deprecated Use fairlead.bus.Reply.$Properties instead.
             */

            /**
             * Shape of a Reply.
             * @typedef {fairlead.bus.Reply.$Properties} fairlead.bus.Reply.$Shape
             */

            /**
             * Constructs a new Reply.
             * @memberof fairlead.bus
             * @classdesc Represents a Reply.
             * @constructor
             * @param {fairlead.bus.Reply.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Reply = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Reply entry.
             * @member {number} entry
             * @memberof fairlead.bus.Reply
             * @instance
             */
            Reply.prototype.entry = 0;

            /**
             * Reply message.
             * @member {Uint8Array} message
             * @memberof fairlead.bus.Reply
             * @instance
             */
            Reply.prototype.message = $util.newBuffer([]);

            /**
             * Reply transport.
             * @member {string} transport
             * @memberof fairlead.bus.Reply
             * @instance
             */
            Reply.prototype.transport = "";

            /**
             * Reply ip.
             * @member {string} ip
             * @memberof fairlead.bus.Reply
             * @instance
             */
            Reply.prototype.ip = "";

            /**
             * Reply port.
             * @member {number} port
             * @memberof fairlead.bus.Reply
             * @instance
             */
            Reply.prototype.port = 0;

            /**
             * Reply trace.
             * @member {string} trace
             * @memberof fairlead.bus.Reply
             * @instance
             */
            Reply.prototype.trace = "";

            /**
             * Encodes the specified Reply message. Does not implicitly {@link fairlead.bus.Reply.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Reply
             * @static
             * @param {fairlead.bus.Reply.$Properties} message Reply message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Reply.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.entry != null && $Object.hasOwnProperty.call(message, "entry") && message.entry !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.entry);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.message);
                if (message.transport != null && $Object.hasOwnProperty.call(message, "transport") && message.transport !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.transport);
                if (message.ip != null && $Object.hasOwnProperty.call(message, "ip") && message.ip !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.ip);
                if (message.port != null && $Object.hasOwnProperty.call(message, "port") && message.port !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.port);
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.trace);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Reply message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Reply
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Reply & fairlead.bus.Reply.$Shape} Reply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Reply.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Reply();
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
                            if (value = reader.uint32())
                                message.entry = value;
                            else
                                delete message.entry;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.transport = value;
                            else
                                delete message.transport;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.ip = value;
                            else
                                delete message.ip;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.port = value;
                            else
                                delete message.port;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
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

            return Reply;
        })();

        bus.ReplyFault = (function() {

            /**
             * Properties of a ReplyFault.
             * @typedef {Object} fairlead.bus.ReplyFault.$Properties
             * @property {string|null} [ip] ReplyFault ip
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReplyFault.
             * @memberof fairlead.bus
             * @interface IReplyFault
             * @augments fairlead.bus.ReplyFault.$Properties
             * @deprecated Use fairlead.bus.ReplyFault.$Properties instead.
             */

            /**
             * Shape of a ReplyFault.
             * @typedef {fairlead.bus.ReplyFault.$Properties} fairlead.bus.ReplyFault.$Shape
             */

            /**
             * Constructs a new ReplyFault.
             * @memberof fairlead.bus
             * @classdesc Represents a ReplyFault.
             * @constructor
             * @param {fairlead.bus.ReplyFault.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReplyFault = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ReplyFault ip.
             * @member {string} ip
             * @memberof fairlead.bus.ReplyFault
             * @instance
             */
            ReplyFault.prototype.ip = "";

            /**
             * Encodes the specified ReplyFault message. Does not implicitly {@link fairlead.bus.ReplyFault.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.ReplyFault
             * @static
             * @param {fairlead.bus.ReplyFault.$Properties} message ReplyFault message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReplyFault.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.ip != null && $Object.hasOwnProperty.call(message, "ip") && message.ip !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.ip);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReplyFault message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.ReplyFault
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.ReplyFault & fairlead.bus.ReplyFault.$Shape} ReplyFault
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReplyFault.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.ReplyFault();
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
                                message.ip = value;
                            else
                                delete message.ip;
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

            return ReplyFault;
        })();

        bus.Admit = (function() {

            /**
             * Properties of an Admit.
             * @typedef {Object} fairlead.bus.Admit.$Properties
             * @property {string|null} [uuid] Admit uuid
             * @property {string|null} [peerId] Admit peerId
             * @property {string|null} [fromIp] Admit fromIp
             * @property {string|null} [purpose] Admit purpose
             * @property {string|null} [tenant] Admit tenant
             * @property {number|null} [sessionBps] Admit sessionBps
             * @property {number|null} [deviceBps] Admit deviceBps
             * @property {number|null} [tenantBps] Admit tenantBps
             * @property {number|null} [tenantSessions] Admit tenantSessions
             * @property {string|null} [trace] Admit trace
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Admit.
             * @memberof fairlead.bus
             * @interface IAdmit
             * @augments fairlead.bus.Admit.$Properties
             * @deprecated Use fairlead.bus.Admit.$Properties instead.
             */

            /**
             * Shape of an Admit.
             * @typedef {fairlead.bus.Admit.$Properties} fairlead.bus.Admit.$Shape
             */

            /**
             * Constructs a new Admit.
             * @memberof fairlead.bus
             * @classdesc Represents an Admit.
             * @constructor
             * @param {fairlead.bus.Admit.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Admit = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Admit uuid.
             * @member {string} uuid
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.uuid = "";

            /**
             * Admit peerId.
             * @member {string} peerId
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.peerId = "";

            /**
             * Admit fromIp.
             * @member {string} fromIp
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.fromIp = "";

            /**
             * Admit purpose.
             * @member {string} purpose
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.purpose = "";

            /**
             * Admit tenant.
             * @member {string} tenant
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.tenant = "";

            /**
             * Admit sessionBps.
             * @member {number} sessionBps
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.sessionBps = 0;

            /**
             * Admit deviceBps.
             * @member {number} deviceBps
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.deviceBps = 0;

            /**
             * Admit tenantBps.
             * @member {number} tenantBps
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.tenantBps = 0;

            /**
             * Admit tenantSessions.
             * @member {number} tenantSessions
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.tenantSessions = 0;

            /**
             * Admit trace.
             * @member {string} trace
             * @memberof fairlead.bus.Admit
             * @instance
             */
            Admit.prototype.trace = "";

            /**
             * Encodes the specified Admit message. Does not implicitly {@link fairlead.bus.Admit.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Admit
             * @static
             * @param {fairlead.bus.Admit.$Properties} message Admit message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Admit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.uuid != null && $Object.hasOwnProperty.call(message, "uuid") && message.uuid !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.uuid);
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
                if (message.fromIp != null && $Object.hasOwnProperty.call(message, "fromIp") && message.fromIp !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.fromIp);
                if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.purpose);
                if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.tenant);
                if (message.sessionBps != null && $Object.hasOwnProperty.call(message, "sessionBps") && !$Object.is(message.sessionBps, 0))
                    writer.uint32(/* id 6, wireType 1 =*/49).double(message.sessionBps);
                if (message.deviceBps != null && $Object.hasOwnProperty.call(message, "deviceBps") && !$Object.is(message.deviceBps, 0))
                    writer.uint32(/* id 7, wireType 1 =*/57).double(message.deviceBps);
                if (message.tenantBps != null && $Object.hasOwnProperty.call(message, "tenantBps") && !$Object.is(message.tenantBps, 0))
                    writer.uint32(/* id 8, wireType 1 =*/65).double(message.tenantBps);
                if (message.tenantSessions != null && $Object.hasOwnProperty.call(message, "tenantSessions") && message.tenantSessions !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.tenantSessions);
                if (message.trace != null && $Object.hasOwnProperty.call(message, "trace") && message.trace !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.trace);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Admit message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Admit
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Admit & fairlead.bus.Admit.$Shape} Admit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Admit.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Admit();
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
                                message.uuid = value;
                            else
                                delete message.uuid;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.fromIp = value;
                            else
                                delete message.fromIp;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.purpose = value;
                            else
                                delete message.purpose;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tenant = value;
                            else
                                delete message.tenant;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.sessionBps = value;
                            else
                                delete message.sessionBps;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.deviceBps = value;
                            else
                                delete message.deviceBps;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.tenantBps = value;
                            else
                                delete message.tenantBps;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tenantSessions = value;
                            else
                                delete message.tenantSessions;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.trace = value;
                            else
                                delete message.trace;
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

            return Admit;
        })();

        bus.Moved = (function() {

            /**
             * Properties of a Moved.
             * @typedef {Object} fairlead.bus.Moved.$Properties
             * @property {string|null} [peerId] Moved peerId
             * @property {string|null} [epoch] Moved epoch
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Moved.
             * @memberof fairlead.bus
             * @interface IMoved
             * @augments fairlead.bus.Moved.$Properties
             * @deprecated Use fairlead.bus.Moved.$Properties instead.
             */

            /**
             * Shape of a Moved.
             * @typedef {fairlead.bus.Moved.$Properties} fairlead.bus.Moved.$Shape
             */

            /**
             * Constructs a new Moved.
             * @memberof fairlead.bus
             * @classdesc Represents a Moved.
             * @constructor
             * @param {fairlead.bus.Moved.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Moved = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Moved peerId.
             * @member {string} peerId
             * @memberof fairlead.bus.Moved
             * @instance
             */
            Moved.prototype.peerId = "";

            /**
             * Moved epoch.
             * @member {string} epoch
             * @memberof fairlead.bus.Moved
             * @instance
             */
            Moved.prototype.epoch = "";

            /**
             * Encodes the specified Moved message. Does not implicitly {@link fairlead.bus.Moved.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Moved
             * @static
             * @param {fairlead.bus.Moved.$Properties} message Moved message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Moved.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.epoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Moved message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Moved
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Moved & fairlead.bus.Moved.$Shape} Moved
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Moved.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Moved();
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
                                message.peerId = value;
                            else
                                delete message.peerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.epoch = value;
                            else
                                delete message.epoch;
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

            return Moved;
        })();

        bus.Call = (function() {

            /**
             * Properties of a Call.
             * @typedef {Object} fairlead.bus.Call.$Properties
             * @property {number|null} [seq] Call seq
             * @property {Array.<string>|null} [words] Call words
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Call.
             * @memberof fairlead.bus
             * @interface ICall
             * @augments fairlead.bus.Call.$Properties
             * @deprecated Use fairlead.bus.Call.$Properties instead.
             */

            /**
             * Shape of a Call.
             * @typedef {fairlead.bus.Call.$Properties} fairlead.bus.Call.$Shape
             */

            /**
             * Constructs a new Call.
             * @memberof fairlead.bus
             * @classdesc Represents a Call.
             * @constructor
             * @param {fairlead.bus.Call.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Call = function (properties) {
                this.words = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Call seq.
             * @member {number} seq
             * @memberof fairlead.bus.Call
             * @instance
             */
            Call.prototype.seq = 0;

            /**
             * Call words.
             * @member {Array.<string>} words
             * @memberof fairlead.bus.Call
             * @instance
             */
            Call.prototype.words = $util.emptyArray;

            /**
             * Encodes the specified Call message. Does not implicitly {@link fairlead.bus.Call.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Call
             * @static
             * @param {fairlead.bus.Call.$Properties} message Call message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Call.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.seq);
                if (message.words != null && message.words.length)
                    for (let i = 0; i < message.words.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.words[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Call message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Call
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Call & fairlead.bus.Call.$Shape} Call
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Call.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Call();
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
                            if (value = reader.uint32())
                                message.seq = value;
                            else
                                delete message.seq;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.words && message.words.length))
                                message.words = [];
                            message.words.push(reader.stringVerify());
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

            return Call;
        })();

        bus.Answer = (function() {

            /**
             * Properties of an Answer.
             * @typedef {Object} fairlead.bus.Answer.$Properties
             * @property {number|null} [seq] Answer seq
             * @property {string|null} [json] Answer json
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Answer.
             * @memberof fairlead.bus
             * @interface IAnswer
             * @augments fairlead.bus.Answer.$Properties
             * @deprecated Use fairlead.bus.Answer.$Properties instead.
             */

            /**
             * Shape of an Answer.
             * @typedef {fairlead.bus.Answer.$Properties} fairlead.bus.Answer.$Shape
             */

            /**
             * Constructs a new Answer.
             * @memberof fairlead.bus
             * @classdesc Represents an Answer.
             * @constructor
             * @param {fairlead.bus.Answer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Answer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Answer seq.
             * @member {number} seq
             * @memberof fairlead.bus.Answer
             * @instance
             */
            Answer.prototype.seq = 0;

            /**
             * Answer json.
             * @member {string} json
             * @memberof fairlead.bus.Answer
             * @instance
             */
            Answer.prototype.json = "";

            /**
             * Encodes the specified Answer message. Does not implicitly {@link fairlead.bus.Answer.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Answer
             * @static
             * @param {fairlead.bus.Answer.$Properties} message Answer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Answer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.seq);
                if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.json);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Answer message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Answer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Answer & fairlead.bus.Answer.$Shape} Answer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Answer.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Answer();
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
                            if (value = reader.uint32())
                                message.seq = value;
                            else
                                delete message.seq;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.json = value;
                            else
                                delete message.json;
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

            return Answer;
        })();

        bus.Echo = (function() {

            /**
             * Properties of an Echo.
             * @typedef {Object} fairlead.bus.Echo.$Properties
             * @property {number|null} [nonce] Echo nonce
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Echo.
             * @memberof fairlead.bus
             * @interface IEcho
             * @augments fairlead.bus.Echo.$Properties
             * @deprecated Use fairlead.bus.Echo.$Properties instead.
             */

            /**
             * Shape of an Echo.
             * @typedef {fairlead.bus.Echo.$Properties} fairlead.bus.Echo.$Shape
             */

            /**
             * Constructs a new Echo.
             * @memberof fairlead.bus
             * @classdesc Represents an Echo.
             * @constructor
             * @param {fairlead.bus.Echo.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Echo = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Echo nonce.
             * @member {number} nonce
             * @memberof fairlead.bus.Echo
             * @instance
             */
            Echo.prototype.nonce = 0;

            /**
             * Encodes the specified Echo message. Does not implicitly {@link fairlead.bus.Echo.verify|verify} messages.
             * @function encode
             * @memberof fairlead.bus.Echo
             * @static
             * @param {fairlead.bus.Echo.$Properties} message Echo message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Echo.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nonce);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Echo message from the specified reader or buffer.
             * @function decode
             * @memberof fairlead.bus.Echo
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {fairlead.bus.Echo & fairlead.bus.Echo.$Shape} Echo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Echo.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.fairlead.bus.Echo();
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
                            if (value = reader.uint32())
                                message.nonce = value;
                            else
                                delete message.nonce;
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

            return Echo;
        })();

        return bus;
    })();

    return fairlead;
})();

export {
  $root as default
};
