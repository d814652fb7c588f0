#version 330 core

in vec2 corner;
in float disc_share;
in float softness;
in float brightness;
in vec4 disc_colour;

out vec4 colour;

// A disc with a soft edge; the busy shine beyond it.
void main() {
    float from_centre = length(corner);
    float disc = 1.0 - smoothstep(disc_share - softness, disc_share + softness, from_centre);
    float fall = clamp((from_centre - disc_share) / max(1.0 - disc_share, 0.001), 0.0, 1.0);
    float halo = brightness * 0.6 * (1.0 - fall) * (1.0 - fall);
    vec3 ink = mix(disc_colour.rgb, vec3(1.0), disc * brightness * 0.08);
    colour = vec4(ink, disc_colour.a * max(disc, halo));
}
