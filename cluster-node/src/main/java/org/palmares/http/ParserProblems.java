package org.palmares.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what cannot be read as a request as every other error is answered. Pekko HTTP makes it by its class name (http.conf). */
public final class ParserProblems extends ParsingErrorHandler {

    /** Made by Pekko HTTP. */
    public ParserProblems() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        return ResponseHeaders.on(Problems.unread(Problems.of(status.intValue(), error.summary())));
    }
}
