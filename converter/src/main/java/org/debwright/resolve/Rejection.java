package org.debwright.resolve;

/**
 * Why a release cannot be used here.
 *
 * @param kind releases in a row with equal kinds are told together
 * @param text for people, for example {@code needs Python >=3.12, the target has 3.11.2}
 */
record Rejection(String kind, String text) {}
