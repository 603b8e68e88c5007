/** Every text that ends up in a package, as templates with names. */
@NullMarked
package org.debwright.templates;

import org.jspecify.annotations.NullMarked;
