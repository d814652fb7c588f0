#pragma once

// All that a program with actors needs.

#include "runtime/control/probe.hpp"
#include "runtime/core/system.hpp"

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

}  // namespace callboard
