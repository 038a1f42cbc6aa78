/**
 * YAML with places: {@link dev.confiture.config.yaml.YamlFile} reads a file, {@link dev.confiture.config.yaml.YamlSection}
 * hands out its values by type and collects a finding with line and column for everything that does not fit. Values that
 * may be secrets are never quoted. IO: reads files.
 */
package dev.confiture.config.yaml;
