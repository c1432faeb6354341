package org.palmares.node.server;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Why a pushed body ends. Who reads chunks only sees that it does; who has a WebSocket is told (RFC 6455, 7.4). */
public enum Ending {
    /** All was told, or the server stops: go on elsewhere, or here again. */
    GOING_AWAY(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "come back with your cursor"),
    /** More readers came than are taken. */
    BUSY(WebSocketCloseStatus.TRY_AGAIN_LATER, "as many readers as are taken; come back later, or go elsewhere"),
    /** The reader takes less than there is to tell. */
    TOO_SLOW(WebSocketCloseStatus.POLICY_VIOLATION, "too much was left unread; come back with your cursor"),
    /** What there is to tell cannot be told. */
    FAILED(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, "come back with your cursor");

    private final WebSocketCloseStatus status;
    private final String advice;

    Ending(WebSocketCloseStatus status, String advice) {
        this.status = status;
        this.advice = advice;
    }

    WebSocketCloseStatus status() {
        return status;
    }

    String advice() {
        return advice;
    }
}
