package io.otolex.service.admission;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/** Runs something when a request is over, also one that goes on without its thread. */
final class AfterRequest {

    private AfterRequest() {}

    static void run(HttpServletRequest request, Runnable task) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AtTheEnd(task));
        } else {
            task.run();
        }
    }

    private record AtTheEnd(Runnable task) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
