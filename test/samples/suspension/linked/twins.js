// Two files that use the same names at their top level.
import { ApiError, call, login } from './parts/twin-a.js';
import { ApiError as OtherError, call as otherCall, login as otherLogin } from './parts/twin-b.js';

export const functions = () => [login.name, otherLogin.name, login('u'), otherLogin('v'), call.name, otherCall.name];
export const classes = () => [ApiError.name, OtherError.name, new ApiError('x').name, new OtherError('y').name, String(new OtherError('z'))];
export const parameters = () => [String(login), String(otherLogin)].map((text) => text.replace(/\s/g, '').slice(0, 40));
