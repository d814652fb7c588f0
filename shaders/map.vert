#version 330 core

// One corner of one actor's square; the disc is cut out of it in map.frag.
layout(location = 0) in vec2 centre;
layout(location = 1) in float radius;
layout(location = 2) in float glow;
layout(location = 3) in vec4 colour;

uniform vec2 camera;    // The scene's point in the middle of the picture.
uniform vec2 to_clip;   // Clip units for each scene unit.
uniform float zoom;     // Pixels for each scene unit.

out vec2 corner;        // -1 … 1 at the edge of the halo.
out float disc_share;   // How much of the square's half width the disc fills.
out float softness;     // One pixel, in the same measure.
out float brightness;
out vec4 disc_colour;

const float halo = 2.2;

void main() {
    corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    float reach = radius * mix(1.15, halo, glow);
    disc_share = radius / reach;
    softness = 1.0 / max(reach * zoom, 1.0);
    brightness = glow;
    disc_colour = colour;
    gl_Position = vec4((centre + corner * reach - camera) * to_clip, 0.0, 1.0);
}
