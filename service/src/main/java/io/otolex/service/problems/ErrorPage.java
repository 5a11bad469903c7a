package io.otolex.service.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container refuses before or after a controller, in the same shape as everything else. */
@RestController
class ErrorPage implements ErrorController {

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var type = status instanceof Integer code ? ProblemType.ofStatus(code) : ProblemType.NOT_FOUND;
        return ProblemAnswers.answer(new Problem(type, type.title() + "."), HttpHeaders.EMPTY, request);
    }
}
