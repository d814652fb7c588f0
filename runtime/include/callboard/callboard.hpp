#pragma once

// All that a program with actors needs.

#include "runtime/control/probe.hpp"
#include "runtime/core/system.hpp"
#include "runtime/stream/draft.hpp"
#include "runtime/stream/source/channel.hpp"
#include "runtime/stream/source/descriptor.hpp"
#include "runtime/stream/source/ticker.hpp"
#include "runtime/stream/wiring.hpp"

namespace callboard {

using runtime::Actor;
using runtime::AskError;
using runtime::AskFailed;
using runtime::AskTimedOut;
using runtime::Behaviour;
using runtime::Context;
using runtime::Deferred;
using runtime::Directive;
using runtime::Ending;
using runtime::Failure;
using runtime::Future;
using runtime::Messages;
using runtime::Name;
using runtime::NameTaken;
using runtime::NoSuchActor;
using runtime::Probe;
using runtime::ProbeOptions;
using runtime::Ref;
using runtime::RestartBudget;
using runtime::Restarting;
using runtime::Sent;
using runtime::Started;
using runtime::Stopped;
using runtime::Stopping;
using runtime::Strategy;
using runtime::Supervision;
using runtime::System;
using runtime::SystemOptions;
using runtime::Terminated;
using runtime::TimerId;
using runtime::Timers;
using runtime::unnamed;

// Streams: actors that are wired to sources and to each other.
using runtime::stream::Bytes;
using runtime::stream::Cause;
using runtime::stream::channel;
using runtime::stream::Draft;
using runtime::stream::Edge;
using runtime::stream::edges_of;
using runtime::stream::Fed;
using runtime::stream::Feed;
using runtime::stream::figures_of;
using runtime::stream::Heard;
using runtime::stream::Joint;
using runtime::stream::JointClient;
using runtime::stream::Lines;
using runtime::stream::Missed;
using runtime::stream::Permanent;
using runtime::stream::Place;
using runtime::stream::ReaderFigures;
using runtime::stream::Sink;
using runtime::stream::SinkClient;
using runtime::stream::Source;
using runtime::stream::SourceFigures;
using runtime::stream::StageFigures;
using runtime::stream::Stream;
using runtime::stream::StreamClient;
using runtime::stream::StreamFailure;
using runtime::stream::Supply;
using runtime::stream::Ticker;
using runtime::stream::Tracker;

}  // namespace callboard
