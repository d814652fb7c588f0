#pragma once

// All that a program with actors needs.

#include "runtime/control/probe.hpp"
#include "runtime/core/inline_scheduler.hpp"
#include "runtime/core/loop_scheduler.hpp"
#include "runtime/core/pool_scheduler.hpp"
#include "runtime/core/system.hpp"
#include "runtime/route/router.hpp"

namespace callboard {

using runtime::Actor;
using runtime::AddRoutee;
using runtime::all;
using runtime::any;
using runtime::AskError;
using runtime::AskFailed;
using runtime::AskTimedOut;
using runtime::BackOff;
using runtime::Behaviour;
using runtime::Context;
using runtime::DeadLetter;
using runtime::Deferred;
using runtime::Directive;
using runtime::Ending;
using runtime::EventStream;
using runtime::Failure;
using runtime::Future;
using runtime::Headers;
using runtime::InlineScheduler;
using runtime::ListRoutees;
using runtime::LoopScheduler;
using runtime::MailboxHooks;
using runtime::MailboxKind;
using runtime::Messages;
using runtime::NameTaken;
using runtime::NoSuchActor;
using runtime::Overflow;
using runtime::own_thread;
using runtime::PoolOptions;
using runtime::PoolScheduler;
using runtime::Probe;
using runtime::ProbeOptions;
using runtime::Props;
using runtime::ReceiveTimeout;
using runtime::Receiving;
using runtime::Ref;
using runtime::RemoveRoutee;
using runtime::Repeat;
using runtime::RestartBudget;
using runtime::Restarting;
using runtime::Routees;
using runtime::Router;
using runtime::Routing;
using runtime::Sending;
using runtime::Sent;
using runtime::spawn_group;
using runtime::spawn_pool;
using runtime::SpawnCall;
using runtime::Started;
using runtime::Stopped;
using runtime::Stopping;
using runtime::Strategy;
using runtime::SubscriptionId;
using runtime::Supervision;
using runtime::SupervisorEvent;
using runtime::System;
using runtime::SystemOptions;
using runtime::Task;
using runtime::Terminated;
using runtime::TimerId;
using runtime::Timers;
using runtime::ToAll;
using runtime::unnamed;

}  // namespace callboard
