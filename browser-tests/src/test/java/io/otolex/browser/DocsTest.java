package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.otolex.browser.OtolexInABrowser.Both;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page that draws the API's description, with scripts and styles of the jar alone. */
class DocsTest extends PageTest {

    @BeforeEach
    void openTheDocs(Both both) {
        page.navigate(url + "docs");
    }

    @Test
    void everyPartOfTheApiIsDrawn() {
        assertThat(page.getByRole(AriaRole.HEADING, named("Otolex"))).isVisible();
        assertThat(operation("/v1/tags")).isVisible();
        assertThat(operation("/v1/models")).isVisible();
    }

    @Test
    void anOperationOpensAndSaysWhatItTakes() {
        operation("/v1/tags").click();

        assertThat(page.getByRole(AriaRole.BUTTON, named("Try it out").setExact(true)))
                .isVisible();
        assertThat(page.getByLabel("Request content type")).containsText("multipart/form-data");
    }

    private Locator operation(String path) {
        return page.locator(".opblock-summary-path[data-path='" + path + "']").first();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
